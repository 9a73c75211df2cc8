package ru.priyomnaya.gis.wire;

import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import ru.gosuslugi.dom.appeals.AppealHistoryType;
import ru.gosuslugi.dom.appeals.ApplicantType;
import ru.gosuslugi.dom.appeals.ExportAppealResultType;
import ru.gosuslugi.dom.base.AttachmentType;
import ru.gosuslugi.dom.base.AttachmentWODescriptionType;
import ru.gosuslugi.dom.base.SignedAttachmentType;
import ru.gosuslugi.dom.organization.registry.RegOrgType;
import ru.priyomnaya.gis.wire.ExportedAppeal.Answer;
import ru.priyomnaya.gis.wire.ExportedAppeal.History;
import ru.priyomnaya.gis.wire.ExportedAppeal.Mark;
import ru.priyomnaya.gis.wire.ExportedAppeal.Party;
import ru.priyomnaya.gis.wire.ExportedAppeal.Rating;
import ru.priyomnaya.gis.wire.ExportedAppeal.Redirect;
import ru.priyomnaya.gis.wire.ExportedAppeal.RollOver;
import ru.priyomnaya.gis.wire.ExportedAppeal.SignedFile;
import ru.priyomnaya.gis.wire.ExportedAppeal.Topic;
import ru.priyomnaya.gis.wire.ExportedAppeal.WireFile;

/** Reads one exported appeal. Nothing is refused for its form: what is unknown is passed over and reported. */
public final class AppealReader {
    private static final JAXBContext CONTEXT = context();
    private static final Set<String> KNOWN = Set.of(
            ("ExportAppealResult AppealGUID ParentAppealGUID ApplicantInfo AppealNumber AppealCreateDate AppealTopic"
                            + " AnotherTopic FIASHouseGuid PremiseNumber OKTMO AppealText Attachment AnswererGUID"
                            + " AppealHistory AppealStatus Redirected RedirectedIsNotHCS RolledOver"
                            + " AnswerIsNotRequired AppealWithdrawn FromMobile ExecutionEndDate NPARequirements"
                            + " DateOfAppointment Collective NeighbourInfo Code GUID Name code name Description"
                            + " AttachmentGUID AttachmentHASH HCS Person Surname FirstName Patronymic Org"
                            + " orgRootEntityGUID PostAddress ApartmentNumber Email AppealEmail PhoneNumber"
                            + " Organization ChangeDate Answer AnswerGUID AnswerNumber SendAnswerDate Answerer"
                            + " AnswerText AnswerIsSent SignedAttachments Signature Receiver Comment ExecutionDate"
                            + " IsNotRequired Cause Assesment InformationIsReceived AnswerIsPartlyReceived"
                            + " AnswerIsNotSatisfied DeclineComment")
                    .split(" "));

    private AppealReader() {}

    private static JAXBContext context() {
        try {
            return JAXBContext.newInstance(ExportAppealResultType.class);
        } catch (JAXBException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /**
     * @param fragment an ExportAppealResult element
     * @throws UnreadableResult when it is not well-formed or has no AppealGUID
     */
    public static ExportedAppeal read(byte[] fragment) throws UnreadableResult {
        try {
            var reader = Stax.reader(new ByteArrayInputStream(fragment));
            var unmarshaller = CONTEXT.createUnmarshaller();
            unmarshaller.setEventHandler(event -> true); // a value of the wrong form is a missing value
            return map(
                    unmarshaller.unmarshal(reader, ExportAppealResultType.class).getValue());
        } catch (JAXBException | XMLStreamException e) {
            throw new UnreadableResult("Обращение из ГИС ЖКХ не разбирается как XML", e);
        }
    }

    /** Names of elements that the gateway does not know: a newer format. */
    public static Set<String> unknownIn(byte[] fragment) throws UnreadableResult {
        var unknown = new TreeSet<String>();
        try {
            var reader = Stax.reader(new ByteArrayInputStream(fragment));
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT && !KNOWN.contains(reader.getLocalName())) {
                    unknown.add(reader.getLocalName());
                }
            }
        } catch (XMLStreamException e) {
            throw new UnreadableResult("Обращение из ГИС ЖКХ не разбирается как XML", e);
        }
        return unknown;
    }

    private static ExportedAppeal map(ExportAppealResultType from) throws UnreadableResult {
        var guid = uuid(from.getAppealGUID());
        if (guid == null) {
            throw new UnreadableResult("Обращение из ГИС ЖКХ без AppealGUID", null);
        }
        var topic = from.getAppealTopic();
        var place = from.getOKTMO();
        var withdrawn = from.getAppealWithdrawn();
        return new ExportedAppeal(
                guid,
                uuid(from.getParentAppealGUID()),
                from.getApplicantInfo() == null ? nobody() : party(from.getApplicantInfo()),
                Objects.requireNonNullElse(blankToNull(from.getAppealNumber()), guid.toString()),
                from.getAppealCreateDate(),
                topic == null || topic.getCode() == null
                        ? null
                        : new Topic(topic.getCode().strip(), blankToNull(topic.getName())),
                blankToNull(from.getAnotherTopic()),
                blankToNull(from.getFIASHouseGuid()),
                blankToNull(from.getPremiseNumber()),
                place == null ? null : blankToNull(place.getCode()),
                place == null ? null : blankToNull(place.getName()),
                Objects.requireNonNullElse(from.getAppealText(), ""),
                files(from.getAttachment()),
                uuid(from.getAnswererGUID()),
                from.getAppealHistory().stream().map(AppealReader::history).toList(),
                Objects.requireNonNullElse(blankToNull(from.getAppealStatus()), "Send"),
                yes(from.isRedirected()),
                yes(from.isRedirectedIsNotHCS()),
                yes(from.isRolledOver()),
                yes(from.isAnswerIsNotRequired()),
                withdrawn == null ? null : Objects.requireNonNullElse(withdrawn.getComment(), ""),
                yes(from.isFromMobile()),
                from.getExecutionEndDate(),
                blankToNull(from.getNPARequirements()),
                from.getDateOfAppointment(),
                yes(from.isCollective()),
                from.getNeighbourInfo().stream().map(AppealReader::party).toList());
    }

    private static Party nobody() {
        return new Party(false, null, null, null, null, null, null, null, null, null);
    }

    private static Party party(ApplicantType from) {
        var person = Optional.ofNullable(from.getPerson());
        return new Party(
                yes(from.isHCS()),
                person.map(p -> blankToNull(p.getSurname())).orElse(null),
                person.map(p -> blankToNull(p.getFirstName())).orElse(null),
                person.map(p -> blankToNull(p.getPatronymic())).orElse(null),
                root(from.getOrg()),
                blankToNull(from.getPostAddress()),
                blankToNull(from.getApartmentNumber()),
                blankToNull(from.getEmail()),
                blankToNull(from.getAppealEmail()),
                blankToNull(from.getPhoneNumber()));
    }

    private static History history(AppealHistoryType from) {
        var answer = from.getAnswer();
        var redirect = from.getRedirected();
        var rollOver = from.getRolledOver();
        var notRequired = from.getIsNotRequired();
        return new History(
                root(from.getOrganization()),
                from.getChangeDate(),
                answer == null ? null : answer(answer),
                redirect == null
                        ? null
                        : new Redirect(
                                root(redirect.getReceiver()),
                                redirect.getComment(),
                                files(redirect.getAttachment()),
                                uuid(redirect.getAnswererGUID())),
                rollOver == null
                        ? null
                        : new RollOver(
                                rollOver.getExecutionDate(),
                                rollOver.getComment(),
                                files(rollOver.getAttachment()),
                                uuid(rollOver.getAnswererGUID())),
                notRequired == null ? null : Objects.requireNonNullElse(notRequired.getCause(), ""),
                rating(from.getAssesment()));
    }

    private static Answer answer(AppealHistoryType.Answer from) {
        return new Answer(
                uuid(from.getAnswerGUID()),
                blankToNull(from.getAnswerNumber()),
                from.getSendAnswerDate(),
                from.getAnswerer() == null ? null : uuid(from.getAnswerer().getAnswererGUID()),
                Objects.requireNonNullElse(from.getAnswerText(), ""),
                files(from.getAttachment()),
                yes(from.isAnswerIsSent()),
                from.getSignedAttachments().stream()
                        .flatMap(signed -> signed(signed).stream())
                        .toList());
    }

    private static Optional<SignedFile> signed(SignedAttachmentType from) {
        var signatures = new ArrayList<WireFile>();
        from.getSignature().forEach(signature -> signature(signature).ifPresent(signatures::add));
        return Optional.ofNullable(from.getAttachment())
                .flatMap(AppealReader::file)
                .map(file -> new SignedFile(file, signatures));
    }

    private static @Nullable Rating rating(AppealHistoryType.@Nullable Assesment from) {
        if (from == null) {
            return null;
        }
        var mark = yes(from.isAnswerIsNotSatisfied())
                ? Mark.NOT_SATISFIED
                : yes(from.isAnswerIsPartlyReceived()) ? Mark.PARTLY : Mark.RECEIVED;
        return new Rating(mark, blankToNull(from.getDeclineComment()));
    }

    private static List<WireFile> files(List<AttachmentType> from) {
        return from.stream().flatMap(file -> file(file).stream()).toList();
    }

    private static Optional<WireFile> file(AttachmentType from) {
        return file(
                from.getAttachment() == null ? null : from.getAttachment().getAttachmentGUID(),
                from.getName(),
                from.getDescription(),
                from.getAttachmentHASH());
    }

    private static Optional<WireFile> signature(AttachmentWODescriptionType from) {
        return file(
                from.getAttachment() == null ? null : from.getAttachment().getAttachmentGUID(),
                from.getName(),
                from.getDescription(),
                from.getAttachmentHASH());
    }

    private static Optional<WireFile> file(
            @Nullable String guid, @Nullable String name, @Nullable String description, @Nullable String hash) {
        var known = uuid(guid);
        return known == null
                ? Optional.empty()
                : Optional.of(new WireFile(
                        known,
                        Objects.requireNonNullElse(blankToNull(name), known.toString()),
                        Objects.requireNonNullElse(description, ""),
                        blankToNull(hash)));
    }

    private static @Nullable UUID root(@Nullable RegOrgType from) {
        return from == null ? null : uuid(from.getOrgRootEntityGUID());
    }

    static @Nullable UUID uuid(@Nullable String text) {
        try {
            return text == null || text.isBlank() ? null : UUID.fromString(text.strip());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean yes(@Nullable Boolean flag) {
        return Boolean.TRUE.equals(flag);
    }

    static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
