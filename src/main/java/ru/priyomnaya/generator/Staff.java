package ru.priyomnaya.generator;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Those who answer: the executors there are, or forty made-up ones who cannot sign in. */
record Staff(UUID organization, List<UUID> executors) {
    private static final int MADE_UP = 40;
    private static final int ENOUGH = 5;

    static Staff of(JdbcClient jdbc, Words words) {
        var organization = jdbc.sql("select id from organization order by created_at limit 1")
                .query(UUID.class)
                .single();
        if (executors(jdbc).size() < ENOUGH) {
            for (int i = 0; i < MADE_UP; i++) {
                hire(jdbc, organization, words, "generated-" + (i + 1));
            }
        }
        return new Staff(organization, executors(jdbc));
    }

    private static List<UUID> executors(JdbcClient jdbc) {
        return jdbc.sql("""
                        select p.id from person p join person_role r on r.person_id = p.id where r.role = 'EXECUTOR' and p.enabled
                        order by p.username
                        """).query(UUID.class).list();
    }

    private static void hire(JdbcClient jdbc, UUID organization, Words words, String username) {
        var id = UUID.randomUUID();
        jdbc.sql("""
                        insert into person (id, version, organization_id, username, password_hash, last_name, first_name, phone, enabled)
                        values (:id, 0, :organization, :username, '-', :last, :first, '100', true) on conflict (username) do nothing
                        """)
                .param("id", id)
                .param("organization", organization)
                .param("username", username)
                .param("last", words.surname(true))
                .param("first", words.any(Phrases.WOMEN))
                .update();
        jdbc.sql("""
                        insert into person_role (person_id, role) select id, 'EXECUTOR' from person where id = :id
                        on conflict do nothing
                        """).param("id", id).update();
    }
}
