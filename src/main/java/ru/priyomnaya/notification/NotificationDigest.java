package ru.priyomnaya.notification;

import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ru.priyomnaya.access.ApiTokens;
import ru.priyomnaya.dispatch.Outbox;
import ru.priyomnaya.organization.Organization;
import ru.priyomnaya.organization.Organizations;
import ru.priyomnaya.routing.ChannelPulse;
import ru.priyomnaya.routing.RouteBean;
import ru.priyomnaya.worktime.OfficeHours;

/**
 * The letter of the day: what one has not read yet, in office hours, once a day for each. It carries numbers, no names and no
 * texts. Claim, news and letter are one transaction: dying loses none and doubles none.
 */
@RouteBean(
        value = "notificationDigest",
        does = "в рабочие часы раз в день пишет сотрудникам, что нового по их обращениям",
        gives = "сколько писем поставлено в очередь")
class NotificationDigest {
    private static final String PULSE = "notification-digest";
    private static final int AT_ONCE = 100;
    private static final Period KEPT = Period.ofDays(90);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd.MM HH:mm");

    private final NotificationStore store;
    private final ApiTokens tokens;
    private final OfficeHours hours;
    private final Outbox outbox;
    private final Organizations organizations;
    private final ChannelPulse pulse;
    private final TransactionTemplate transaction;
    private final Clock clock;

    NotificationDigest(
            NotificationStore store,
            ApiTokens tokens,
            OfficeHours hours,
            Outbox outbox,
            Organizations organizations,
            ChannelPulse pulse,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.store = store;
        this.tokens = tokens;
        this.hours = hours;
        this.outbox = outbox;
        this.organizations = organizations;
        this.pulse = pulse;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Returns how many letters were put into the outbox; none outside office hours. */
    public int write() {
        var now = clock.instant();
        var written = 0;
        transaction.executeWithoutResult(
                status -> store.add(Set.copyOf(tokens.ownersToWarn()), null, NotificationKind.TOKEN_ENDS, null));
        if (hours.isOpen(now)) {
            var organization = organizations.first();
            var today = LocalDate.ofInstant(now, organization.zone());
            for (var reader : store.waiting(today, AT_ONCE)) {
                transaction.executeWithoutResult(status -> letter(reader, today, organization));
                written++;
            }
            store.forget(now.minus(KEPT));
        }
        pulse.succeeded(PULSE);
        return written;
    }

    private void letter(NotificationStore.Reader reader, LocalDate today, Organization organization) {
        if (!store.claim(reader.person(), today)) {
            return;
        }
        var lines = store.tell(reader.person()).stream()
                .map(line -> "%s%s, %s"
                        .formatted(
                                line.number() == null ? "" : "№ " + line.number() + " — ",
                                line.kind().inRussian().toLowerCase(Locale.forLanguageTag("ru")),
                                TIME.format(line.at().atZone(organization.zone()))))
                .collect(Collectors.joining("\n"));
        if (!lines.isEmpty()) {
            outbox.queueNotice(
                    reader.address(),
                    "Новое по вашим обращениям",
                    "%s\n\nЧто и как вам сообщать, задаётся в приёмной: «Уведомления».\n\n--\n%s\nПисьмо составлено программой.\n"
                            .formatted(lines, organization.shownName()));
        }
    }
}
