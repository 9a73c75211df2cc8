package ru.priyomnaya.appeal;

import java.util.UUID;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Gives out numbers without gaps: the counter's row stays locked until the registration commits or rolls back. */
@Component
@EnableConfigurationProperties(Numbering.RegisterProperties.class)
class Numbering {
    /** {@code priyomnaya.register.number-pattern}: {@code {seq}}, {@code {channel}}, {@code {yy}}, {@code {yyyy}}. */
    @ConfigurationProperties("priyomnaya.register")
    record RegisterProperties(
            @DefaultValue("{seq}/{channel}-{yy}") String numberPattern) {
        RegisterProperties {
            if (!numberPattern.contains("{seq}")) {
                throw new IllegalArgumentException("priyomnaya.register.number-pattern: нет {seq}");
            }
            if (!numberPattern.contains("{yy}") && !numberPattern.contains("{yyyy}")) {
                throw new IllegalArgumentException(
                        "priyomnaya.register.number-pattern: нет {yy} или {yyyy}, а счёт каждый год начинается с 1");
            }
        }
    }

    private final JdbcClient jdbc;
    private final RegisterProperties properties;

    Numbering(JdbcClient jdbc, RegisterProperties properties) {
        this.jdbc = jdbc;
        this.properties = properties;
    }

    /** Takes {@code count} consecutive numbers of the year; returns the first. */
    long take(UUID organization, int year, int count) {
        var last = jdbc.sql("""
                        insert into number_sequence (organization_id, number_year, last) values (:org, :year, :count)
                        on conflict (organization_id, number_year)
                        do update set last = number_sequence.last + excluded.last
                        returning last
                        """)
                .param("org", organization)
                .param("year", year)
                .param("count", count)
                .query(Long.class)
                .single();
        return last - count + 1;
    }

    RegistrationNumber format(int year, long sequence, Channel channel) {
        return RegistrationNumber.of(properties.numberPattern(), year, sequence, channel);
    }
}
