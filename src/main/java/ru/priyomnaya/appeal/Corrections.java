package ru.priyomnaya.appeal;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.access.CurrentPerson;
import ru.priyomnaya.appeal.AppealEvent.ApplicantCorrected;
import ru.priyomnaya.appeal.AppealEvent.ApplicantRewritten;
import ru.priyomnaya.appeal.AppealEvent.TextReread;

/** What a person puts right that the program read wrongly. The message as received stays what it is. */
@Service
@PreAuthorize("hasAnyRole('REGISTRAR', 'EXECUTOR')")
public class Corrections {
    private static final int LONGEST = 500;

    private final Appeals appeals;
    private final ApplicationEventPublisher events;

    Corrections(Appeals appeals, ApplicationEventPublisher events) {
        this.appeals = appeals;
        this.events = events;
    }

    /**
     * Replaces the text by another reading of the same message.
     *
     * @param how goes into the journal: the charset
     */
    @Transactional
    public void reread(UUID appealId, String subject, String text, @Nullable String html, String how) {
        own(appealId).reread(subject, text, html);
        events.publishEvent(new TextReread(appealId, how));
    }

    /** Says who truly asks: the person behind a forwarded letter. Answers go there from then on. */
    @Transactional
    public void applicantIs(UUID appealId, @Nullable String name, String email) {
        var appeal = own(appealId);
        var before = appeal.applicant().email();
        if (!Objects.equals(before, email)) {
            appeal.isFrom(Applicant.known(name, email));
            events.publishEvent(new ApplicantCorrected(appealId, before, email));
        }
    }

    /**
     * Puts right what is kept about the applicant, on their demand (152-ФЗ, ст. 14, ч. 1; ст. 21, ч. 2). The journal keeps which
     * fields, not what was in them. Nothing changed is no step.
     *
     * @param reason without names
     * @throws IllegalArgumentException without a reason
     */
    @Transactional
    public void rewrite(UUID appealId, Applicant rightly, String reason) {
        if (reason.isBlank() || reason.length() > LONGEST) {
            throw new IllegalArgumentException("Напишите причину, не длиннее %d знаков".formatted(LONGEST));
        }
        var appeal = own(appealId);
        var fields = appeal.applicant().differences(rightly);
        if (!fields.isEmpty()) {
            appeal.isWritten(rightly);
            events.publishEvent(new ApplicantRewritten(appealId, fields, reason.strip()));
        }
    }

    private Appeal own(UUID appealId) {
        var appeal = appeals.get(appealId);
        var me = CurrentPerson.get();
        if (!me.helpsAnybody() && !appeal.isOf(me.id())) {
            throw new AccessDeniedException("Обращение у другого исполнителя");
        }
        if (appeal.isErased()) {
            throw new IllegalArgumentException(
                    "Персональные данные этого обращения уничтожены: снова их не записывают");
        }
        return appeal;
    }
}
