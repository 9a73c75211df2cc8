package ru.priyomnaya.stand;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code priyomnaya.stand.*}
 *
 * @param samples whether sample appeals are sent to an empty register
 */
@ConfigurationProperties("priyomnaya.stand")
record StandProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("3025") int smtpPort,
        @DefaultValue("3143") int imapPort,
        @DefaultValue("true") boolean samples) {}
