package ru.priyomnaya.desk;

import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.access.People;
import ru.priyomnaya.access.Person;
import ru.priyomnaya.access.PersonCard;
import ru.priyomnaya.access.Role;
import ru.priyomnaya.desk.DeskRecords.CallBack;
import ru.priyomnaya.dispatch.Outbox;
import ru.priyomnaya.organization.Organizations;
import ru.priyomnaya.routing.RouteBean;

/** Reminds of agreed call-backs (S16), once, a quarter of an hour before. */
@RouteBean(
        value = "callBacks",
        does = "за четверть часа напоминает об обещанном звонке",
        gives = "о скольких звонках напомнил")
class CallBacks {
    private static final Duration AHEAD = Duration.ofMinutes(15);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd.MM.uuuu HH:mm");

    private final DeskRecords records;
    private final People people;
    private final Outbox outbox;
    private final Organizations organizations;
    private final Clock clock;

    CallBacks(DeskRecords records, People people, Outbox outbox, Organizations organizations, Clock clock) {
        this.records = records;
        this.people = people;
        this.outbox = outbox;
        this.organizations = organizations;
        this.clock = clock;
    }

    /** Returns how many call-backs somebody was reminded of. */
    @Transactional
    public int remind() {
        var reminded = 0;
        for (var call : records.unreminded(clock.instant().plus(AHEAD))) {
            if (records.firstReminder(call.appealId())) {
                callers(call)
                        .forEach(address -> outbox.queueNotice(
                                address,
                                "Обратный звонок: № " + call.number(),
                                "Заявитель ждёт звонка %s по обращению № %s.\n"
                                        .formatted(
                                                TIME.format(call.at()
                                                        .atZone(organizations
                                                                .first()
                                                                .zone())),
                                                call.number())));
                reminded++;
            }
        }
        return reminded;
    }

    /** The executor; without one who can be written to, the registrars. */
    private List<String> callers(CallBack call) {
        var executor = Optional.ofNullable(call.executor()).flatMap(people::findById).stream();
        var addresses = addresses(executor);
        return addresses.isEmpty() ? addresses(people.withAnyOf(Set.of(Role.REGISTRAR)).stream()) : addresses;
    }

    private static List<String> addresses(Stream<Person> people) {
        return people.map(Person::card)
                .filter(PersonCard::enabled)
                .flatMap(card -> Stream.ofNullable(card.email()))
                .filter(email -> !email.isBlank())
                .toList();
    }
}
