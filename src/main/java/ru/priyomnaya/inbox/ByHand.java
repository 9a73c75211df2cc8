package ru.priyomnaya.inbox;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.appeal.Appeal;
import ru.priyomnaya.appeal.AppealKind;
import ru.priyomnaya.appeal.Applicant;
import ru.priyomnaya.appeal.Applicant.ApplicantType;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.appeal.Classifier;
import ru.priyomnaya.appeal.IncomingAppeal;
import ru.priyomnaya.appeal.Origin;
import ru.priyomnaya.appeal.Registrar;
import ru.priyomnaya.intake.Quarantine;

/** Enters what a registrar typed: post, telephone, visit, fax, or a message that no program could read. */
@Service
public class ByHand {
    private final Registrar registrar;
    private final Classifier classifier;
    private final Quarantine quarantine;
    private final Clock clock;

    ByHand(Registrar registrar, Classifier classifier, Quarantine quarantine, Clock clock) {
        this.registrar = registrar;
        this.classifier = classifier;
        this.quarantine = quarantine;
        this.clock = clock;
    }

    /** @param channel POST, PHONE, VISIT or FAX; taken from the message for one out of quarantine */
    public record Entry(
            @Nullable Channel channel,
            @Nullable ApplicantType applicantType,
            @Nullable String lastName,
            @Nullable String firstName,
            @Nullable String middleName,
            @Nullable String organizationName,
            @Nullable String inn,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String postalAddress,
            @Nullable String account,
            @Nullable AppealKind kind,
            @Nullable String topic,
            @Nullable String subject,
            @Nullable String text,
            @Nullable Channel desiredAnswer) {}

    /** Some field is missing; answered with 400 and the field's name. */
    public static class Incomplete extends IllegalArgumentException {
        private final transient Map<String, String> problems;

        Incomplete(String field, String message) {
            this(Map.of(field, message));
        }

        Incomplete(Map<String, String> problems) {
            super(String.join(". ", problems.values()));
            this.problems = problems;
        }

        Map<String, String> problems() {
            return problems;
        }
    }

    @PreAuthorize("hasRole('REGISTRAR')")
    @Transactional
    public Appeal enter(Entry entry) {
        var channel = entry.channel();
        if (channel == null
                || !List.of(Channel.POST, Channel.PHONE, Channel.VISIT, Channel.FAX)
                        .contains(channel)) {
            throw new Incomplete("channel", "Вручную заносятся POST, PHONE, VISIT и FAX");
        }
        var origin = new Origin(channel, UUID.randomUUID().toString(), null);
        return registrar.register(List.of(incoming(entry, origin))).get(0);
    }

    @PreAuthorize("hasRole('REGISTRAR')")
    @Transactional
    public Appeal fromQuarantine(long messageId, Entry entry) {
        var message = quarantine.get(messageId);
        var origin = new Origin(message.channel(), message.externalId(), null);
        return quarantine.registerByHand(messageId, incoming(entry, origin));
    }

    private IncomingAppeal incoming(Entry entry, Origin origin) {
        if (entry.text() == null || entry.text().isBlank()) {
            throw new Incomplete("text", "Напишите, о чём обращение");
        }
        var applicant = new Applicant(
                Objects.requireNonNullElse(entry.applicantType(), ApplicantType.PERSON),
                blankToNull(entry.lastName()),
                blankToNull(entry.firstName()),
                blankToNull(entry.middleName()),
                blankToNull(entry.organizationName()),
                blankToNull(entry.inn()),
                blankToNull(entry.email()),
                blankToNull(entry.phone()),
                blankToNull(entry.postalAddress()),
                blankToNull(entry.account()));
        var missing = classifier.missing(entry.topic(), field -> field.of(applicant));
        if (!missing.isEmpty()) {
            throw new Incomplete(missing);
        }
        return new IncomingAppeal(
                origin,
                Objects.requireNonNullElse(entry.kind(), AppealKind.APPEAL),
                blankToNull(entry.topic()),
                applicant,
                Objects.requireNonNullElse(blankToNull(entry.subject()), firstLine(entry.text())),
                entry.text(),
                null,
                List.of(),
                clock.instant(),
                entry.desiredAnswer(),
                null,
                null);
    }

    private static String firstLine(String text) {
        return text.strip().lines().findFirst().orElse("");
    }

    private static @Nullable String blankToNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }
}
