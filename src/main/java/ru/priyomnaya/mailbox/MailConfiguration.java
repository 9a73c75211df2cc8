package ru.priyomnaya.mailbox;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import ru.priyomnaya.node.Leases;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MailboxProperties.class)
class MailConfiguration {
    @Bean
    MailTurn mailTurn(Leases leases, MailboxProperties properties) {
        var every = properties.imap().poll();
        return () -> leases.hold("mail", every);
    }
}
