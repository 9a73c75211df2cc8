package ru.priyomnaya.control;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.access.People;
import ru.priyomnaya.access.Person;
import ru.priyomnaya.access.Role;
import ru.priyomnaya.assignment.Substitutions;
import ru.priyomnaya.control.Dues.Due;
import ru.priyomnaya.control.Dues.Reminder;
import ru.priyomnaya.dispatch.Outbox;
import ru.priyomnaya.organization.Organizations;
import ru.priyomnaya.routing.ChannelPulse;
import ru.priyomnaya.routing.RouteBean;
import ru.priyomnaya.worktime.OfficeHours;
import ru.priyomnaya.worktime.WorkCalendar;

/**
 * Reminds of deadlines by e-mail, before the day, on it and after it, upward the later it gets; each reminder once for one
 * deadline, in office hours alone (S17, S20). What was missed while nobody worked is made up for, but not one by one: of several
 * that are due only the latest is sent. Letters carry numbers and days, no names and no texts.
 */
@RouteBean(
        value = "deadlineReminders",
        does =
                "в рабочие часы пишет исполнителям, начальникам и руководителю о сроках, регистраторам — об обращениях без исполнителя, раз в день — сводку",
        gives = "сколько писем поставлено в очередь")
@EnableConfigurationProperties(ControlProperties.class)
class Reminders {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu");

    private final Dues dues;
    private final OfficeHours hours;
    private final WorkCalendar calendar;
    private final People people;
    private final Substitutions substitutions;
    private final Outbox outbox;
    private final Organizations organizations;
    private final ControlProperties properties;
    private final ChannelPulse pulse;
    private final Clock clock;

    Reminders(
            Dues dues,
            OfficeHours hours,
            WorkCalendar calendar,
            People people,
            Substitutions substitutions,
            Outbox outbox,
            Organizations organizations,
            ControlProperties properties,
            ChannelPulse pulse,
            Clock clock) {
        this.dues = dues;
        this.hours = hours;
        this.calendar = calendar;
        this.people = people;
        this.substitutions = substitutions;
        this.outbox = outbox;
        this.organizations = organizations;
        this.properties = properties;
        this.pulse = pulse;
        this.clock = clock;
    }

    /** Returns how many letters were put into the outbox; none outside office hours. */
    @Transactional
    public int remind() {
        var now = clock.instant();
        var sent = 0;
        if (hours.isOpen(now)) {
            var today = LocalDate.ofInstant(now, organizations.first().zone());
            sent = ofDeadlines(today) + ofUnassigned(today) + digest(today);
        }
        pulse.succeeded("reminders");
        return sent;
    }

    private int ofDeadlines(LocalDate today) {
        var furthest = properties.remindBefore().stream()
                .max(Comparator.naturalOrder())
                .orElse(0);
        var near = dues.until(today.plusDays(furthest), today);
        var letters = new Letters(dues.told(near), substitutions.on(today));
        for (var due : near) {
            letters.add(due, kindFor(due), due.executor());
            if (due.daysLeft() <= -properties.tellHeadAfter()) {
                letters.add(due, "HEAD", due.head());
            }
            if (due.daysLeft() <= -properties.tellDirectorAfter()) {
                directors().forEach(director -> letters.add(due, "DIRECTOR", director.id()));
            }
        }
        return letters.write("Сроки ответов");
    }

    /** Who is to be told what; nobody twice, and nobody who has no address: they see it in the inbox. */
    private final class Letters {
        private final Set<Reminder> told;
        private final Map<UUID, UUID> absent;
        private final Map<UUID, Optional<String>> addresses = new HashMap<>();
        private final Map<String, Set<Due>> lines = new LinkedHashMap<>();

        Letters(Set<Reminder> told, Map<UUID, UUID> absent) {
            this.told = told;
            this.absent = absent;
        }

        void add(Due due, String kind, @Nullable UUID person) {
            if (person == null) {
                return;
            }
            var present = absent.getOrDefault(person, person);
            var reminder = new Reminder(due.appealId(), kind, due.day(), present);
            addresses
                    .computeIfAbsent(present, Reminders.this::address)
                    .filter(address -> !told.contains(reminder) && dues.first(reminder, clock.instant()))
                    .ifPresent(address -> lines.computeIfAbsent(address, unknown -> new LinkedHashSet<>())
                            .add(due));
        }

        int write(String subject) {
            lines.forEach((address, due) -> send(address, subject, lines(due)));
            return lines.size();
        }
    }

    private String kindFor(Due due) {
        if (due.daysLeft() < 0) {
            return "OVERDUE";
        }
        return due.daysLeft() == 0
                ? "TODAY"
                : properties.remindBefore().stream()
                        .filter(days -> due.daysLeft() <= days)
                        .min(Comparator.naturalOrder())
                        .map(days -> "BEFORE_" + days)
                        .orElseThrow();
    }

    private int ofUnassigned(LocalDate today) {
        var waiting = dues.unassignedSince(clock.instant().minus(properties.unassignedAfter()), today);
        var letters = new Letters(dues.told(waiting), substitutions.on(today));
        for (var registrar : people.withAnyOf(Set.of(Role.REGISTRAR))) {
            waiting.forEach(due -> letters.add(due, "UNASSIGNED", registrar.id()));
        }
        return letters.write("Обращения без исполнителя");
    }

    private int digest(LocalDate today) {
        if (!dues.firstDigest(today)) {
            return 0;
        }
        var lines = dues.byExecutor(today).stream()
                .map(line -> "%s: в работе %d, просрочено %d, срок сегодня %d, в ближайшие 3 дня %d"
                        .formatted(
                                Optional.ofNullable(line.name()).orElse("Без исполнителя"),
                                line.open(),
                                line.overdue(),
                                line.today(),
                                line.soon()))
                .collect(Collectors.joining("\n"));
        var warning = calendar.warning().map(text -> "\n\n" + text).orElse("");
        var text = (lines.isEmpty() ? "Открытых обращений нет." : lines) + warning;
        var to = directors().stream()
                .flatMap(director -> address(director.id()).stream())
                .toList();
        to.forEach(address -> send(address, "Сводка на " + DAY.format(today), text));
        return to.size();
    }

    private List<Person> directors() {
        return people.withAnyOf(Set.of(Role.DIRECTOR));
    }

    private static String lines(Collection<Due> due) {
        return due.stream()
                .map(one -> "№ %s — срок %s, %s".formatted(one.number(), DAY.format(one.day()), left(one.daysLeft())))
                .collect(Collectors.joining("\n"));
    }

    private static String left(long days) {
        return days < 0 ? "просрочено дней: " + -days : days == 0 ? "сегодня" : "осталось дней: " + days;
    }

    private Optional<String> address(UUID person) {
        return people.findById(person)
                .filter(one -> one.card().enabled())
                .map(one -> one.card().email())
                .filter(address -> !address.isBlank());
    }

    private void send(String address, String subject, String text) {
        outbox.queueNotice(
                address,
                subject,
                "%s\n\n--\n%s\nПисьмо составлено программой.\n"
                        .formatted(text, organizations.first().shownName()));
    }
}
