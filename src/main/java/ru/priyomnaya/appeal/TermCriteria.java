package ru.priyomnaya.appeal;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ru.priyomnaya.appeal.Applicant.ApplicantType;

/** What a term depends on. */
public record TermCriteria(
        Channel channel, AppealKind kind, @Nullable UUID topicId, ApplicantType applicantType) {
    static TermCriteria of(IncomingAppeal incoming, @Nullable UUID topicId) {
        return new TermCriteria(
                incoming.origin().channel(),
                incoming.kind(),
                topicId,
                incoming.applicant().type());
    }
}
