package ru.priyomnaya.routing;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** {@code priyomnaya.routes}: the directory of route files. */
@ConfigurationProperties("priyomnaya")
record RoutingProperties(@DefaultValue("./routes") Path routes) {}
