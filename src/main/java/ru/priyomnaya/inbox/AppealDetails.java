package ru.priyomnaya.inbox;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ru.priyomnaya.answer.AnswerStatus;
import ru.priyomnaya.answer.Enclosure;
import ru.priyomnaya.antivirus.FileCheck;
import ru.priyomnaya.appeal.AppealKind;
import ru.priyomnaya.appeal.AppealStatus;
import ru.priyomnaya.appeal.Applicant;
import ru.priyomnaya.appeal.CaseDesk;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.appeal.Ground;
import ru.priyomnaya.dispatch.DeliveryView;
import ru.priyomnaya.rating.Rating;
import ru.priyomnaya.review.Repeats;
import ru.priyomnaya.review.Suggestions;

/**
 * One appeal with everything about it, as the API gives it and the card shows it.
 *
 * @param topic in the applicant's words
 * @param officeTopic of the office's classifier
 * @param gisDeadline ExecutionEndDate, for appeals from ГИС ЖКХ
 * @param due the day that governs: the earlier of the two
 * @param ground why it is not considered
 * @param others appeals of the same applicant, and those that look like the same appeal
 * @param suggestions grounds that a person may want to check, while the appeal is open
 * @param limits what its rule allows; null for what came before there were rules
 */
record AppealDetails(
        UUID id,
        String number,
        Instant registeredAt,
        Instant receivedAt,
        Channel channel,
        String externalId,
        AppealKind kind,
        @Nullable String topic,
        @Nullable String officeTopic,
        Applicant applicant,
        String subject,
        String text,
        boolean hasHtml,
        List<File> attachments,
        AppealStatus status,
        @Nullable Executor executor,
        List<Executor> coExecutors,
        Term deadline,
        @Nullable LocalDate gisDeadline,
        @Nullable String gisDeadlineBasis,
        LocalDate due,
        @Nullable Ground ground,
        CaseDesk.@Nullable Limits limits,
        @Nullable Channel desiredAnswer,
        List<Link> links,
        List<Repeats.Other> others,
        List<Suggestions.Suggestion> suggestions,
        List<Question> questions,
        List<Note> notes,
        List<AnswerView> answers,
        List<DeliveryView> deliveries,
        List<Rating> ratings,
        List<Event> journal) {

    record File(
            UUID id,
            String name,
            String mediaType,
            long size,
            String sha256,
            boolean inline,
            @Nullable UUID noteId,
            @Nullable FileCheck check) {}

    record Executor(
            UUID id, String username, String name, @Nullable String phone) {}

    record Term(
            LocalDate date,
            String rule,
            String basis,
            List<String> explanation,
            boolean provisional,
            int extensions,
            long daysLeft) {}

    /**
     * @param relation REPLY_TO: continues the correspondence of the other; SAME, REPEAT, COLLECTIVE: linked by a person
     * @param leads the other leads this one
     */
    record Link(UUID appealId, String number, String relation, String inRussian, boolean leads) {}

    /**
     * @param executor short name
     * @param mine given to the person who looks
     */
    record Question(
            UUID id,
            String text,
            @Nullable String executor,
            boolean mine,
            @Nullable String result) {}

    record Note(UUID id, Instant receivedAt, @Nullable String sender, String subject, String text) {}

    /**
     * @param version to be named when saving
     * @param round of approval; 0 before the first
     * @param hasCopy there is a copy with the visible mark of an electronic signature
     * @param documents the signed scan, when there is one
     */
    record AnswerView(
            UUID id,
            AnswerStatus status,
            String text,
            long version,
            Instant savedAt,
            @Nullable String returnComment,
            boolean hasCopy,
            int round,
            List<Enclosure> enclosures,
            List<Document> documents,
            @Nullable Signature signature) {}

    record Document(
            String name,
            String mediaType,
            String sha256,
            @Nullable Integer pages) {}

    /**
     * Who approved the text and when; the hand-written signature is on the scan.
     *
     * @param certificate whose certificate signed it electronically, with its serial number; null for a scan
     * @param sha256 of the detached signature
     */
    record Signature(
            String signer,
            @Nullable Instant approvedAt,
            @Nullable String certificate,
            @Nullable Instant certificateUntil,
            @Nullable String sha256) {}

    record Event(Instant at, String actor, String event, String sentence, String details) {
        boolean isReading() {
            return event.equals("APPEAL_READ");
        }
    }
}
