package ru.priyomnaya.disclosure;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.access.CurrentPerson;
import ru.priyomnaya.appeal.RegisterEvent.MeasureKept;
import ru.priyomnaya.appeal.RegisterEvent.MeasureRemoved;
import ru.priyomnaya.organization.Organizations;

/** Measures of the quality programme, written down by hand: what was planned for a year and what was done (S18). */
@Service
class Measures {
    private static final int LONGEST = 2000;
    private static final int MOST = 200;
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2100;

    private final JdbcClient jdbc;
    private final Organizations organizations;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Measures(JdbcClient jdbc, Organizations organizations, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.organizations = organizations;
        this.events = events;
        this.clock = clock;
    }

    @PreAuthorize(Reports.READERS)
    public List<Measure> ofYear(int year) {
        requireYear(year);
        return of(Span.of(year));
    }

    static boolean isYear(int year) {
        return year >= FIRST_YEAR && year <= LAST_YEAR;
    }

    private static void requireYear(int year) {
        if (!isYear(year)) {
            throw new IllegalArgumentException("Год — от %d до %d".formatted(FIRST_YEAR, LAST_YEAR));
        }
    }

    /** Of the years that the period touches, in the order in which they were written down. */
    List<Measure> of(Span span) {
        return jdbc.sql("""
                        select id, year, text, planned, done from quality_measure
                        where organization_id = :organization and year between :from and :until order by year, created_at, id
                        """)
                .param("organization", organizations.first().id())
                .param("from", span.from().getYear())
                .param("until", span.until().getYear())
                .query((row, n) -> new Measure(
                        row.getObject(1, UUID.class),
                        row.getInt(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5)))
                .list();
    }

    /**
     * @param id null for a new one
     * @throws IllegalArgumentException for a text that is missing or longer than 2 000 characters, a year that is none, or
     *     more than two hundred measures of a year
     */
    @PreAuthorize("hasRole('DIRECTOR')")
    @Transactional
    public void keep(@Nullable UUID id, int year, String text, String planned, String done) {
        requireYear(year);
        if (text.isBlank()) {
            throw new IllegalArgumentException("Напишите, что за мероприятие");
        }
        if (Math.max(text.length(), Math.max(planned.length(), done.length())) > LONGEST) {
            throw new IllegalArgumentException("Каждое поле — не длиннее %d знаков".formatted(LONGEST));
        }
        if (id == null && of(Span.of(year)).size() >= MOST) {
            throw new IllegalArgumentException("Мероприятий за год — не больше %d".formatted(MOST));
        }
        var used = id == null ? UUID.randomUUID() : id;
        jdbc.sql("""
                        insert into quality_measure (id, organization_id, year, text, planned, done, created_at, saved_at, author)
                        values (:id, :organization, :year, :text, :planned, :done, :now, :now, :author)
                        on conflict (id) do update set year = excluded.year, text = excluded.text, planned = excluded.planned,
                          done = excluded.done, saved_at = excluded.saved_at, author = excluded.author
                        """)
                .param("id", used)
                .param("organization", organizations.first().id())
                .param("year", year)
                .param("text", clean(text))
                .param("planned", clean(planned))
                .param("done", clean(done))
                .param("now", OffsetDateTime.now(clock))
                .param("author", CurrentPerson.get().username())
                .update();
        events.publishEvent(new MeasureKept(year, used));
    }

    private static String clean(String text) {
        return text.strip().replace('\0', ' ');
    }

    @PreAuthorize("hasRole('DIRECTOR')")
    @Transactional
    public void remove(UUID id) {
        jdbc.sql("delete from quality_measure where id = :id returning year")
                .param("id", id)
                .query(Integer.class)
                .optional()
                .ifPresent(year -> events.publishEvent(new MeasureRemoved(year, id)));
    }
}
