package ru.priyomnaya.disclosure;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import ru.priyomnaya.appeal.Channel;

/**
 * {@code priyomnaya.disclosure.*}
 *
 * @param roundTheClock channels that take appeals day and night; the others keep office hours
 */
@ConfigurationProperties("priyomnaya.disclosure")
record DisclosureProperties(
        @DefaultValue({"EMAIL", "WEBSITE", "ACCOUNT", "GIS"})
        List<Channel> roundTheClock) {}
