package ru.priyomnaya.routing;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code priyomnaya.*}
 *
 * @param routes the directory of route files
 * @param routeChangesByTwo a changed route waits for a second person of IT
 */
@ConfigurationProperties("priyomnaya")
record RoutingProperties(
        @DefaultValue("./routes") Path routes,
        @DefaultValue("false") boolean routeChangesByTwo) {}
