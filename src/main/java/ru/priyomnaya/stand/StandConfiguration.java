package ru.priyomnaya.stand;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("priyomnaya.stand.enabled")
@EnableConfigurationProperties(StandProperties.class)
class StandConfiguration {
    /** Any address is a mailbox; any password opens it. Loopback only. */
    @Bean(initMethod = "start", destroyMethod = "stop")
    GreenMail mailServer(StandProperties properties) {
        var servers = new ServerSetup[] {
            new ServerSetup(properties.smtpPort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(properties.imapPort(), "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
        };
        return new GreenMail(servers)
                .withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());
    }
}
