package ru.priyomnaya.organization;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** The organisations of this installation. The first one comes from the settings and follows them at each start. */
@Service
@EnableConfigurationProperties(OrganizationProperties.class)
public class Organizations implements InitializingBean {
    /** The first organisation's id is fixed, so that several gateways on one database agree on it. */
    private static final UUID FIRST = UUID.fromString("00000000-0000-7000-8000-000000000001");

    private final OrganizationProperties properties;
    private final JdbcClient jdbc;
    private final Clock clock;

    Organizations(OrganizationProperties properties, JdbcClient jdbc, Clock clock) {
        this.properties = properties;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The organisation that channels without a setting of their own belong to. */
    public Organization first() {
        var d = properties.organization();
        return new Organization(
                FIRST,
                d.name(),
                d.shortName(),
                d.inn(),
                d.ogrn(),
                d.address(),
                d.phone(),
                d.email(),
                d.site(),
                properties.zone());
    }

    @Override
    public void afterPropertiesSet() {
        jdbc.sql("""
                        insert into organization (id, name, created_at) values (:id, :name, :now)
                        on conflict (id) do update set name = excluded.name where organization.name <> excluded.name
                        """)
                .param("id", FIRST)
                .param("name", properties.organization().name())
                .param("now", OffsetDateTime.now(clock))
                .update();
    }
}
