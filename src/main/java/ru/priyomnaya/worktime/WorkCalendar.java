package ru.priyomnaya.worktime;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionalEventListener;
import ru.priyomnaya.access.CurrentPerson;
import ru.priyomnaya.calendar.DayKind;
import ru.priyomnaya.calendar.ProductionCalendar;
import ru.priyomnaya.organization.Organizations;
import ru.priyomnaya.worktime.CalendarChange.Day;
import ru.priyomnaya.worktime.CalendarChange.Official;
import ru.priyomnaya.worktime.CalendarChange.Upload;

/** The production calendar as it is kept here: what came with the program, and every change since. */
@Service
public class WorkCalendar {
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final JdbcClient jdbc;
    private final Organizations organizations;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private volatile Snapshot snapshot = new Snapshot(Instant.MIN, 0, ProductionCalendar.shipped());

    WorkCalendar(JdbcClient jdbc, Organizations organizations, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.organizations = organizations;
        this.events = events;
        this.clock = clock;
    }

    private record Snapshot(Instant at, long lastChange, ProductionCalendar calendar) {}

    /** At most five seconds behind a change on another gateway. */
    public ProductionCalendar current() {
        var now = clock.instant();
        var known = snapshot;
        if (known.at().isBefore(now.minus(FRESH))) {
            known = refreshed(known, now);
            snapshot = known;
        }
        return known.calendar();
    }

    private Snapshot refreshed(Snapshot known, Instant now) {
        record Row(long id, CalendarChange change) {}
        var fresh = jdbc.sql("select * from calendar_change where id > :known order by id")
                .param("known", known.lastChange())
                .query((row, n) -> new Row(
                        row.getLong("id"),
                        change(
                                row.getInt("year"),
                                row.getString("xml"),
                                row.getObject("day", LocalDate.class),
                                row.getString("day_kind"),
                                row.getString("title"))))
                .list();
        var calendar = known.calendar();
        var last = known.lastChange();
        for (var row : fresh) {
            calendar = row.change().applyTo(calendar);
            last = row.id();
        }
        return new Snapshot(now, last, calendar);
    }

    private static CalendarChange change(
            int year, @Nullable String xml, @Nullable LocalDate day, @Nullable String dayKind, @Nullable String title) {
        if (xml != null) {
            return new Upload(xml);
        }
        return day != null && dayKind != null && title != null
                ? new Day(day, DayKind.valueOf(dayKind), title)
                : new Official(year);
    }

    /**
     * Changes the calendar; the open deadlines that rest on it move in the same transaction.
     *
     * @throws ru.priyomnaya.calendar.UnreadableCalendar when the change cannot be applied
     */
    @PreAuthorize("hasAnyRole('ADMIN', 'DIRECTOR')")
    @Transactional
    public void keep(CalendarChange change) {
        // One change at a time: readers take them in the order of their ids.
        jdbc.sql("lock table calendar_change in share row exclusive mode").update();
        var changed = change.applyTo(refreshed(snapshot, clock.instant()).calendar());
        var upload = change instanceof Upload one ? one : null;
        var day = change instanceof Day one ? one : null;
        jdbc.sql("""
                        insert into calendar_change (at, actor, year, kind, xml, day, day_kind, title)
                        values (:at, :actor, :year, :kind, :xml, :day, :dayKind, :title)
                        """)
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("actor", CurrentPerson.get().username())
                .param("year", change.year())
                .param("kind", upload != null ? "YEAR" : day != null ? "DAY" : "OFFICIAL")
                .param("xml", upload == null ? null : upload.xml())
                .param("day", day == null ? null : day.date())
                .param("dayKind", day == null ? null : day.kind().name())
                .param("title", day == null ? null : day.title())
                .update();
        events.publishEvent(new CalendarChanged(change.year(), change.inRussian(), changed));
    }

    @TransactionalEventListener
    void on(CalendarChanged changed) {
        snapshot = new Snapshot(Instant.MIN, 0, ProductionCalendar.shipped());
    }

    /** From October on: the next year, when nobody has entered its official calendar yet. */
    public OptionalInt missingYear() {
        var today = today();
        var next = today.getYear() + 1;
        return today.getMonth().compareTo(Month.OCTOBER) >= 0 && current().isProvisional(LocalDate.of(next, 1, 1))
                ? OptionalInt.of(next)
                : OptionalInt.empty();
    }

    /** «Нет производственного календаря на 2027 год…», or empty. Templates call it. */
    public Optional<String> warning() {
        var missing = missingYear();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "Нет производственного календаря на %d год: сроки, которые в него попадают, — предварительные."
                                .formatted(missing.getAsInt()));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), organizations.first().zone());
    }
}
