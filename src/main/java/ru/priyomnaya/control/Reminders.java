package ru.priyomnaya.control;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
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
import ru.priyomnaya.control.Dues.Due;
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
@RouteBean("deadlineReminders")
@EnableConfigurationProperties(ControlProperties.class)
class Reminders {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu");

    private final Dues dues;
    private final OfficeHours hours;
    private final WorkCalendar calendar;
    private final People people;
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
            Outbox outbox,
            Organizations organizations,
            ControlProperties properties,
            ChannelPulse pulse,
            Clock clock) {
        this.dues = dues;
        this.hours = hours;
        this.calendar = calendar;
        this.people = people;
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
        var letters = new LinkedHashMap<UUID, List<Due>>();
        for (var due : dues.until(today.plusDays(furthest), today)) {
            if (isNews(due, kindFor(due))) {
                addTo(letters, due.executor(), due);
            }
            if (due.daysLeft() <= -properties.tellHeadAfter() && isNews(due, "HEAD")) {
                addTo(letters, due.head(), due);
            }
            if (due.daysLeft() <= -properties.tellDirectorAfter() && isNews(due, "DIRECTOR")) {
                directors().forEach(director -> addTo(letters, director.id(), due));
            }
        }
        return (int) letters.entrySet().stream()
                .filter(letter -> write(letter.getKey(), "Сроки ответов", lines(letter.getValue())))
                .count();
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

    private boolean isNews(Due due, String kind) {
        return dues.first(due.appealId(), kind, due.day(), clock.instant());
    }

    private static void addTo(Map<UUID, List<Due>> letters, @Nullable UUID person, Due due) {
        if (person != null) {
            var known = letters.computeIfAbsent(person, id -> new ArrayList<>());
            if (!known.contains(due)) {
                known.add(due);
            }
        }
    }

    private int ofUnassigned(LocalDate today) {
        var waiting = dues.unassignedSince(clock.instant().minus(properties.unassignedAfter()), today).stream()
                .filter(due -> isNews(due, "UNASSIGNED"))
                .toList();
        return waiting.isEmpty()
                ? 0
                : (int) people.withAnyOf(Set.of(Role.REGISTRAR)).stream()
                        .filter(person -> write(person.id(), "Обращения без исполнителя", lines(waiting)))
                        .count();
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
        return (int) directors().stream()
                .filter(director -> write(director.id(), "Сводка на " + DAY.format(today), text))
                .count();
    }

    private List<Person> directors() {
        return people.withAnyOf(Set.of(Role.DIRECTOR));
    }

    private static String lines(List<Due> due) {
        return due.stream()
                .map(one -> "№ %s — срок %s, %s".formatted(one.number(), DAY.format(one.day()), left(one.daysLeft())))
                .collect(Collectors.joining("\n"));
    }

    private static String left(long days) {
        return days < 0 ? "просрочено дней: " + -days : days == 0 ? "сегодня" : "осталось дней: " + days;
    }

    /** False for a person without an address: they see it in the inbox. */
    private boolean write(UUID person, String subject, String text) {
        var email = people.findById(person)
                .filter(one -> one.card().enabled())
                .map(one -> one.card().email())
                .filter(address -> !address.isBlank());
        email.ifPresent(address -> outbox.queueNotice(
                address,
                subject,
                text + "\n\n--\n" + organizations.first().shownName() + "\nПисьмо составлено программой.\n"));
        return email.isPresent();
    }
}
