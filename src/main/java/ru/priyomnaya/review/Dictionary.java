package ru.priyomnaya.review;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeSet;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionalEventListener;
import ru.priyomnaya.access.CurrentPerson;
import ru.priyomnaya.appeal.RegisterEvent.WordListChanged;

/** The words that suggest ground S8: those that come with the program, and what the office added or took out. */
@Service
public class Dictionary {
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final int LONGEST = 100;

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private volatile Snapshot snapshot = new Snapshot(Instant.MIN, List.of(), new ForbiddenWords(List.of()));

    Dictionary(JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    private record Snapshot(Instant at, List<String> patterns, ForbiddenWords words) {}

    ForbiddenWords words() {
        return current().words();
    }

    /** In alphabetical order; exceptions begin with «-». */
    @PreAuthorize("hasAnyRole('ADMIN', 'DIRECTOR')")
    public List<String> patterns() {
        return current().patterns();
    }

    /**
     * @param pattern a word or a phrase; {@code *} at its ends stands for any letters, «-» before it makes an exception
     * @throws IllegalArgumentException for a pattern that would match everything or is too long
     */
    @PreAuthorize("hasAnyRole('ADMIN', 'DIRECTOR')")
    @Transactional
    public void add(String pattern) {
        var plain = pattern.strip();
        if (plain.replaceAll("[^\\p{L}\\d]", "").length() < 2 || plain.length() > LONGEST) {
            throw new IllegalArgumentException("Слово — от 2 букв до %d знаков".formatted(LONGEST));
        }
        keep(plain, true);
    }

    @PreAuthorize("hasAnyRole('ADMIN', 'DIRECTOR')")
    @Transactional
    public void remove(String pattern) {
        keep(pattern, false);
    }

    private void keep(String pattern, boolean active) {
        jdbc.sql("""
                        insert into forbidden_word (pattern, active, at, actor) values (:pattern, :active, :at, :actor)
                        on conflict (pattern) do update set active = excluded.active, at = excluded.at, actor = excluded.actor
                        """)
                .param("pattern", pattern)
                .param("active", active)
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("actor", CurrentPerson.get().username())
                .update();
        events.publishEvent(new WordListChanged(pattern, active));
    }

    @TransactionalEventListener
    void on(WordListChanged changed) {
        snapshot = new Snapshot(Instant.MIN, List.of(), new ForbiddenWords(List.of()));
    }

    private Snapshot current() {
        var now = clock.instant();
        var known = snapshot;
        if (known.at().isBefore(now.minus(FRESH))) {
            var patterns = new TreeSet<>(ForbiddenWords.shipped());
            jdbc.sql("select pattern, active from forbidden_word order by at").query(row -> {
                if (row.getBoolean(2)) {
                    patterns.add(row.getString(1));
                } else {
                    patterns.remove(row.getString(1));
                }
            });
            known = new Snapshot(now, List.copyOf(patterns), new ForbiddenWords(List.copyOf(patterns)));
            snapshot = known;
        }
        return known;
    }
}
