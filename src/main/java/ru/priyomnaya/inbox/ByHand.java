package ru.priyomnaya.inbox;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.appeal.Appeal;
import ru.priyomnaya.appeal.AppealKind;
import ru.priyomnaya.appeal.Appeals;
import ru.priyomnaya.appeal.Applicant;
import ru.priyomnaya.appeal.Applicant.ApplicantType;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.appeal.Classifier;
import ru.priyomnaya.appeal.IncomingAppeal;
import ru.priyomnaya.appeal.NewAttachment;
import ru.priyomnaya.appeal.Origin;
import ru.priyomnaya.appeal.Registrar;
import ru.priyomnaya.desk.DeskRecords;
import ru.priyomnaya.desk.DeskRecords.DeskRecord;
import ru.priyomnaya.desk.PaperLetters;
import ru.priyomnaya.intake.Quarantine;
import ru.priyomnaya.organization.Organizations;

/** Enters what a registrar typed: post, telephone, visit, fax, or a message that no program could read. */
@Service
public class ByHand {
    private final Appeals appeals;
    private final Registrar registrar;
    private final Classifier classifier;
    private final Quarantine quarantine;
    private final PaperLetters letters;
    private final DeskRecords desk;
    private final Organizations organizations;
    private final Clock clock;

    ByHand(
            Appeals appeals,
            Registrar registrar,
            Classifier classifier,
            Quarantine quarantine,
            PaperLetters letters,
            DeskRecords desk,
            Organizations organizations,
            Clock clock) {
        this.appeals = appeals;
        this.registrar = registrar;
        this.classifier = classifier;
        this.quarantine = quarantine;
        this.letters = letters;
        this.desk = desk;
        this.organizations = organizations;
        this.clock = clock;
    }

    /**
     * @param channel POST, PHONE, VISIT or FAX; taken from the message for one out of quarantine
     * @param receivedOn the day a letter came, when it is registered later; today by default
     * @param callBackAt in the organisation's zone
     * @param waitingSeconds a visitor or caller waited that long (S16, S18)
     * @param serviceSeconds and was served that long
     * @param submission made with the form: pressed twice, it is one appeal
     */
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
            @Nullable Channel desiredAnswer,

            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
            LocalDate receivedOn,

            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) @Nullable
            LocalDateTime callBackAt,

            @Nullable Integer waitingSeconds,
            @Nullable Integer serviceSeconds,
            @Nullable String submission) {
        /** Filled with an applicant who has appealed before. */
        static Entry by(Applicant known, @Nullable Channel channel) {
            return new Entry(
                    channel,
                    known.type(),
                    known.lastName(),
                    known.firstName(),
                    known.middleName(),
                    known.organizationName(),
                    known.inn(),
                    known.email(),
                    known.phone(),
                    known.postalAddress(),
                    known.account(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);
        }
    }

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

    /** With its scan from the folder of incoming mail. */
    @PreAuthorize("hasRole('REGISTRAR')")
    @Transactional
    public Appeal enterLetter(UUID letterId, Entry entry, List<NewAttachment> files) {
        var before = entered(entry);
        if (before.isPresent()) {
            return before.get();
        }
        var all = new ArrayList<NewAttachment>();
        all.add(letters.take(letterId));
        all.addAll(files);
        return enter(entry, all);
    }

    /** @param files that came with it; their bytes are in the store already */
    @PreAuthorize("hasRole('REGISTRAR')")
    @Transactional
    public Appeal enter(Entry entry, List<NewAttachment> files) {
        var channel = entry.channel();
        if (channel == null
                || !List.of(Channel.POST, Channel.PHONE, Channel.VISIT, Channel.FAX)
                        .contains(channel)) {
            throw new Incomplete("channel", "Вручную заносятся POST, PHONE, VISIT и FAX");
        }
        var before = entered(entry);
        if (before.isPresent()) {
            return before.get();
        }
        var key = blankToNull(entry.submission());
        var origin = new Origin(channel, key == null ? UUID.randomUUID().toString() : key, null);
        var appeal = registrar.register(List.of(incoming(entry, origin, files))).get(0);
        var zone = organizations.first().zone();
        desk.keep(
                appeal.id(),
                new DeskRecord(
                        entry.callBackAt() == null
                                ? null
                                : entry.callBackAt().atZone(zone).toInstant(),
                        null,
                        entry.waitingSeconds(),
                        entry.serviceSeconds()));
        return appeal;
    }

    @PreAuthorize("hasRole('REGISTRAR')")
    @Transactional
    public Appeal fromQuarantine(long messageId, Entry entry) {
        var message = quarantine.get(messageId);
        var origin = new Origin(message.channel(), message.externalId(), null);
        return quarantine.registerByHand(messageId, incoming(entry, origin, List.of()));
    }

    private IncomingAppeal incoming(Entry entry, Origin origin, List<NewAttachment> files) {
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
                files,
                receivedAt(entry.receivedOn()),
                entry.desiredAnswer(),
                null,
                null);
    }

    /** The appeal of the same form, sent before. */
    Optional<Appeal> entered(Entry entry) {
        return Optional.ofNullable(blankToNull(entry.submission()))
                .filter(key -> entry.channel() != null)
                .flatMap(key ->
                        appeals.findByOriginChannelAndOriginExternalId(Objects.requireNonNull(entry.channel()), key));
    }

    /** A day that is over counts from its beginning; a day to come is a slip of the pen. */
    private Instant receivedAt(@Nullable LocalDate day) {
        var now = clock.instant();
        var zone = organizations.first().zone();
        var today = LocalDate.ofInstant(now, zone);
        if (day != null && day.isAfter(today)) {
            throw new Incomplete("receivedOn", "День поступления ещё не наступил");
        }
        return day == null || day.equals(today) ? now : day.atStartOfDay(zone).toInstant();
    }

    private static String firstLine(String text) {
        return text.strip().lines().findFirst().orElse("");
    }

    private static @Nullable String blankToNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }
}
