package ru.priyomnaya.appeal;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An appeal as a channel read it, ready to be registered.
 *
 * @param text plain, at most {@value #LONGEST_TEXT} characters; what was longer lies in the original
 * @param html the sanitized HTML form where the appeal had one
 * @param receivedAt when the other side handed it over
 * @param desiredAnswer the way the applicant named, or null for the channel of origin (S13)
 * @param repliesTo the appeal whose correspondence it continues
 * @param consent the version of the personal data consent that the applicant accepted
 */
public record IncomingAppeal(
        Origin origin,
        AppealKind kind,
        @Nullable String topic,
        Applicant applicant,
        String subject,
        String text,
        @Nullable String html,
        List<NewAttachment> attachments,
        Instant receivedAt,
        @Nullable Channel desiredAnswer,
        @Nullable UUID repliesTo,
        @Nullable String consent) {
    public static final int LONGEST_TEXT = 1_000_000;
    public static final int LONGEST_SUBJECT = 500;

    public IncomingAppeal {
        subject = fit(subject, LONGEST_SUBJECT);
        text = fit(text, LONGEST_TEXT);
        topic = topic == null ? null : fit(topic, LONGEST_SUBJECT);
        html = html == null ? null : clean(html);
        attachments = List.copyOf(attachments);
    }

    /** PostgreSQL has no NUL in text. */
    private static String clean(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace('\0', ' ');
    }

    /** As the register can keep it. */
    static String fit(String text, int most) {
        return shortened(clean(text), most);
    }

    private static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }

    /** The same appeal, continuing the correspondence of another. */
    public IncomingAppeal replyingTo(UUID appeal) {
        return with(kind, appeal);
    }

    /** The same appeal, of another kind. */
    IncomingAppeal ofKind(AppealKind another) {
        return with(another, repliesTo);
    }

    private IncomingAppeal with(AppealKind newKind, @Nullable UUID newRepliesTo) {
        return new IncomingAppeal(
                origin,
                newKind,
                topic,
                applicant,
                subject,
                text,
                html,
                attachments,
                receivedAt,
                desiredAnswer,
                newRepliesTo,
                consent);
    }
}
