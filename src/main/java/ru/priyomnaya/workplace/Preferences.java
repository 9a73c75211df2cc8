package ru.priyomnaya.workplace;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.access.CurrentPerson;
import ru.priyomnaya.access.SignedIn;
import ru.priyomnaya.workplace.Preference.Column;
import ru.priyomnaya.workplace.Preference.Density;
import ru.priyomnaya.workplace.Preference.Language;
import ru.priyomnaya.workplace.Preference.Theme;

/** What each person has chosen; kept in the database, so that it is the same at every desk. */
@Service
public class Preferences {
    private static final int LONGEST_HINT = 40;

    private final JdbcClient jdbc;

    Preferences(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Of the one who is signed in; {@link Preference#DEFAULT} for a visitor. */
    public Preference mine() {
        return CurrentPerson.find().map(SignedIn::id).flatMap(this::of).orElse(Preference.DEFAULT);
    }

    private Optional<Preference> of(UUID person) {
        return jdbc.sql(
                        "select language, theme, density, shortcuts, columns, hints_seen from preference where person_id = :person")
                .param("person", person)
                .query((row, n) -> preference(row))
                .optional();
    }

    private static Preference preference(ResultSet row) throws SQLException {
        return new Preference(
                language(row.getString("language")),
                Theme.valueOf(row.getString("theme")),
                Density.valueOf(row.getString("density")),
                row.getBoolean("shortcuts"),
                listed(row.getString("columns")).map(Column::valueOf).toList(),
                listed(row.getString("hints_seen")).collect(Collectors.toUnmodifiableSet()));
    }

    private static @Nullable Language language(@Nullable String name) {
        return name == null ? null : Language.valueOf(name);
    }

    private static Stream<String> listed(String joined) {
        return Arrays.stream(joined.split(",")).filter(one -> !one.isEmpty());
    }

    @PreAuthorize("isAuthenticated()")
    @Transactional
    public void look(@Nullable Language language, Theme theme, Density density, boolean shortcuts) {
        change(was -> new Preference(language, theme, density, shortcuts, was.columns(), was.hintsSeen()));
    }

    /** @param columns in any order */
    @PreAuthorize("isAuthenticated()")
    @Transactional
    public void show(Set<Column> columns) {
        var ordered = columns.stream().sorted().toList();
        change(was ->
                new Preference(was.language(), was.theme(), was.density(), was.shortcuts(), ordered, was.hintsSeen()));
    }

    /**
     * The hint is not shown to this person again.
     *
     * @throws IllegalArgumentException when it is no name of a hint: letters and hyphens, at most 40
     */
    @PreAuthorize("isAuthenticated()")
    @Transactional
    public void putAway(String hint) {
        if (!hint.matches("[a-z-]{1," + LONGEST_HINT + "}")) {
            throw new IllegalArgumentException("Такой подсказки нет");
        }
        change(was -> {
            var seen = new TreeSet<>(was.hintsSeen());
            seen.add(hint);
            return new Preference(was.language(), was.theme(), was.density(), was.shortcuts(), was.columns(), seen);
        });
    }

    private void change(Function<Preference, Preference> change) {
        var changed = change.apply(mine());
        jdbc.sql("""
                        insert into preference (person_id, language, theme, density, shortcuts, columns, hints_seen)
                        values (:person, :language, :theme, :density, :shortcuts, :columns, :hints)
                        on conflict (person_id) do update set language = excluded.language, theme = excluded.theme, density = excluded.density,
                          shortcuts = excluded.shortcuts, columns = excluded.columns, hints_seen = excluded.hints_seen
                        """)
                .param("person", CurrentPerson.get().id())
                .param(
                        "language",
                        changed.language() == null ? null : changed.language().name())
                .param("theme", changed.theme().name())
                .param("density", changed.density().name())
                .param("shortcuts", changed.shortcuts())
                .param(
                        "columns",
                        joined(changed.columns().stream().map(Enum::name).toList()))
                .param("hints", joined(changed.hintsSeen()))
                .update();
    }

    private static String joined(Collection<String> names) {
        return String.join(",", names);
    }
}
