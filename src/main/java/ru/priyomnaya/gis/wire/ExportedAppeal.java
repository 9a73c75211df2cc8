package ru.priyomnaya.gis.wire;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An appeal as ГИС ЖКХ exports it (exportAppealResultType), all versions in one.
 *
 * @param parent the appeal that this one follows
 * @param text as the citizen wrote it, tags included
 * @param answerer the employee who is the performer there
 * @param status Send, InWork, Executed, Withdrawn, or what a later version may add
 * @param withdrawn the citizen's comment, perhaps empty; null when it was not withdrawn
 * @param executionEndDate the legal deadline as ГИС ЖКХ counts it
 * @param npa the law it counts by
 */
public record ExportedAppeal(
        UUID guid,
        @Nullable UUID parent,
        Party applicant,
        String number,
        @Nullable LocalDate created,
        @Nullable Topic topic,
        @Nullable String anotherTopic,
        @Nullable String house,
        @Nullable String premise,
        @Nullable String oktmo,
        @Nullable String oktmoName,
        String text,
        List<WireFile> files,
        @Nullable UUID answerer,
        List<History> history,
        String status,
        boolean redirected,
        boolean redirectedOutside,
        boolean rolledOver,
        boolean answerIsNotRequired,
        @Nullable String withdrawn,
        boolean fromMobile,
        @Nullable LocalDate executionEndDate,
        @Nullable String npa,
        @Nullable LocalDate dateOfAppointment,
        boolean collective,
        List<Party> neighbours) {

    /** НСИ 220. */
    public record Topic(String code, @Nullable String name) {}

    /**
     * @param ofSystem made by ГИС ЖКХ itself
     * @param organization root in the registry, for legal entities
     * @param email of the personal account
     * @param appealEmail given with this appeal
     */
    public record Party(
            boolean ofSystem,
            @Nullable String surname,
            @Nullable String firstName,
            @Nullable String patronymic,
            @Nullable UUID organization,
            @Nullable String postAddress,
            @Nullable String apartment,
            @Nullable String email,
            @Nullable String appealEmail,
            @Nullable String phone) {}

    /** @param hash AttachmentHASH, or null */
    public record WireFile(
            UUID guid,
            String name,
            String description,
            @Nullable String hash) {}

    /** One line of the history; exactly one of the parts is present, or none. */
    public record History(
            @Nullable UUID organization,
            @Nullable LocalDate date,
            @Nullable Answer answer,
            @Nullable Redirect redirect,
            @Nullable RollOver rollOver,
            @Nullable String notRequired,
            @Nullable Rating rating) {}

    public record Answer(
            @Nullable UUID guid,
            @Nullable String number,
            @Nullable LocalDate sentOn,
            @Nullable UUID answerer,
            String text,
            List<WireFile> files,
            boolean sent,
            List<SignedFile> signedFiles) {}

    public record SignedFile(WireFile file, List<WireFile> signatures) {}

    public record Redirect(
            @Nullable UUID receiver,
            @Nullable String comment,
            List<WireFile> files,
            @Nullable UUID answerer) {}

    public record RollOver(
            @Nullable LocalDate until,
            @Nullable String comment,
            List<WireFile> files,
            @Nullable UUID answerer) {}

    /** @param comment why the citizen is not content */
    public record Rating(Mark mark, @Nullable String comment) {}

    /** The citizen's mark for the answer. */
    public enum Mark {
        RECEIVED("Информация получена"),
        PARTLY("Ответ получен частично"),
        NOT_SATISFIED("Ответ не устроил");

        private final String inRussian;

        Mark(String inRussian) {
            this.inRussian = inRussian;
        }

        public String inRussian() {
            return inRussian;
        }
    }
}
