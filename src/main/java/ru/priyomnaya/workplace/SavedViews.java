package ru.priyomnaya.workplace;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.access.CurrentPerson;

/** Lists that a person keeps under a name. */
@Service
public class SavedViews {
    private static final int MOST = 20;
    private static final int LONGEST_NAME = 40;
    private static final int LONGEST_QUERY = 2000;

    private final JdbcClient jdbc;
    private final Clock clock;

    SavedViews(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param query the list's address after the question mark */
    public record SavedView(UUID id, String name, String query) {}

    /** Of the one who is signed in, by name. */
    @PreAuthorize("isAuthenticated()")
    public List<SavedView> mine() {
        return jdbc.sql("select id, name, query from saved_view where person_id = :me order by name")
                .param("me", CurrentPerson.get().id())
                .query((row, n) -> new SavedView(row.getObject(1, UUID.class), row.getString(2), row.getString(3)))
                .list();
    }

    /**
     * Keeps a list; under a name that is taken it replaces the one there.
     *
     * @param query parameters of the list that the caller has read and written again, so that nothing foreign is kept
     * @throws IllegalArgumentException when the name is empty or longer than 40 characters, or there are 20 already
     */
    @PreAuthorize("isAuthenticated()")
    @Transactional
    public void save(String name, String query) {
        var named = name.strip();
        if (named.isEmpty() || named.length() > LONGEST_NAME || query.length() > LONGEST_QUERY) {
            throw new IllegalArgumentException("Назовите список: от 1 до " + LONGEST_NAME + " знаков");
        }
        if (mine().stream().filter(view -> !view.name().equals(named)).count() >= MOST) {
            throw new IllegalArgumentException("Своих списков уже " + MOST + ": удалите ненужный");
        }
        jdbc.sql("""
                        insert into saved_view (id, person_id, name, query, created_at) values (:id, :me, :name, :query, :now)
                        on conflict (person_id, name) do update set query = excluded.query
                        """)
                .param("id", UUID.randomUUID())
                .param("me", CurrentPerson.get().id())
                .param("name", named)
                .param("query", query)
                .param("now", OffsetDateTime.now(clock))
                .update();
    }

    /** Of one's own lists only. */
    @PreAuthorize("isAuthenticated()")
    @Transactional
    public void remove(UUID id) {
        jdbc.sql("delete from saved_view where id = :id and person_id = :me")
                .param("id", id)
                .param("me", CurrentPerson.get().id())
                .update();
    }
}
