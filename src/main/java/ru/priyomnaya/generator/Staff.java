package ru.priyomnaya.generator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Those who answer: the executors there are, or forty made-up ones who cannot sign in, in departments with heads.
 *
 * @param departments of the executors who belong to one
 * @param topics of the office's classifier
 */
record Staff(UUID organization, List<UUID> executors, Map<UUID, UUID> departments, List<UUID> topics) {
    private static final List<String> NAMES =
            List.of("Отдел сбыта", "Отдел расчётов", "Отдел договоров", "Служба учёта", "Юридический отдел");
    private static final int MADE_UP = 40;
    private static final int ENOUGH = 5;

    static Staff of(JdbcClient jdbc, Words words) {
        var organization = jdbc.sql("select id from organization order by created_at limit 1")
                .query(UUID.class)
                .single();
        if (executors(jdbc).size() < ENOUGH) {
            NAMES.forEach(name -> found(jdbc, organization, name));
            for (int i = 0; i < MADE_UP; i++) {
                hire(jdbc, organization, words, "generated-" + (i + 1), NAMES.get(i % NAMES.size()));
            }
        }
        return new Staff(
                organization,
                executors(jdbc),
                departments(jdbc),
                jdbc.sql("select id from topic where active order by name")
                        .query(UUID.class)
                        .list());
    }

    @Nullable
    UUID departmentOf(UUID executor) {
        return departments.get(executor);
    }

    private static Map<UUID, UUID> departments(JdbcClient jdbc) {
        var departments = new HashMap<UUID, UUID>();
        jdbc.sql("select id, department_id from person where department_id is not null")
                .query(row -> {
                    departments.put(row.getObject(1, UUID.class), row.getObject(2, UUID.class));
                });
        return departments;
    }

    private static void found(JdbcClient jdbc, UUID organization, String name) {
        jdbc.sql(
                        "insert into department (id, organization_id, name) values (:id, :organization, :name) on conflict do nothing")
                .param("id", UUID.randomUUID())
                .param("organization", organization)
                .param("name", name)
                .update();
    }

    private static List<UUID> executors(JdbcClient jdbc) {
        return jdbc.sql("""
                        select p.id from person p join person_role r on r.person_id = p.id where r.role = 'EXECUTOR' and p.enabled
                        order by p.username
                        """).query(UUID.class).list();
    }

    private static void hire(JdbcClient jdbc, UUID organization, Words words, String username, String department) {
        var id = UUID.randomUUID();
        jdbc.sql("""
                        insert into person (id, version, organization_id, username, password_hash, last_name, first_name, phone, enabled,
                          department_id)
                        select :id, 0, :organization, :username, '-', :last, :first, '100', true, d.id from department d
                        where d.organization_id = :organization and d.name = :department on conflict (username) do nothing
                        """)
                .param("id", id)
                .param("organization", organization)
                .param("username", username)
                .param("last", words.surname(true))
                .param("first", words.any(Phrases.WOMEN))
                .param("department", department)
                .update();
        jdbc.sql("""
                        insert into person_role (person_id, role) select id, 'EXECUTOR' from person where id = :id
                        on conflict do nothing
                        """).param("id", id).update();
        jdbc.sql(
                        "update department set head_id = :id where name = :department and head_id is null and organization_id = :organization")
                .param("id", id)
                .param("department", department)
                .param("organization", organization)
                .update();
    }
}
