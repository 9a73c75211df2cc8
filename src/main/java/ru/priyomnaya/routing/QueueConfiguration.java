package ru.priyomnaya.routing;

import jakarta.jms.ConnectionFactory;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A message queue for route files: {@code jms:…?connectionFactory=#queueConnections}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(QueueConfiguration.QueueProperties.class)
class QueueConfiguration {
    /**
     * {@code priyomnaya.queue.*}: a broker that speaks AMQP 1.0 (ActiveMQ, Artemis, RabbitMQ 4).
     *
     * @param url {@code amqp://host:5672} or {@code amqps://host:5671}, {@code failover:(…)} for several; absent: routes have no queue
     */
    @ConfigurationProperties("priyomnaya.queue")
    record QueueProperties(
            @Nullable String url,
            @DefaultValue("") String username,
            @DefaultValue("") String password) {}

    @Bean
    @ConditionalOnProperty("priyomnaya.queue.url")
    ConnectionFactory queueConnections(QueueProperties properties) {
        var connections = new JmsConnectionFactory(properties.url());
        if (!properties.username().isEmpty()) {
            connections.setUsername(properties.username());
            connections.setPassword(properties.password());
        }
        return connections;
    }
}
