package ru.priyomnaya.website;

import java.time.Clock;
import java.time.OffsetDateTime;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Texts of the consent as applicants accepted them (152-ФЗ, ст. 9, ч. 4): kept when a gateway begins to show them, never changed.
 * What an appeal accepted is the newest text of its version from before it came.
 */
@Component
class ConsentTexts implements InitializingBean {
    private final WebsiteProperties properties;
    private final JdbcClient jdbc;
    private final Clock clock;

    ConsentTexts(WebsiteProperties properties, JdbcClient jdbc, Clock clock) {
        this.properties = properties;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public void afterPropertiesSet() {
        jdbc.sql("""
                        insert into consent_text (version, since, text) select :version, :now, :text
                        where :text is distinct from
                          (select t.text from consent_text t where t.version = :version order by t.since desc limit 1)
                        on conflict do nothing
                        """)
                .param("version", properties.consentVersion())
                .param("now", OffsetDateTime.now(clock))
                .param("text", properties.consentText())
                .update();
    }
}
