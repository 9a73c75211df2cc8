package ru.priyomnaya.appeal;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.appeal.AppealEvent.AnsweredElsewhere;
import ru.priyomnaya.appeal.AppealEvent.AppealDeclined;
import ru.priyomnaya.appeal.AppealEvent.AppealExtended;
import ru.priyomnaya.appeal.AppealEvent.AppealRedirected;
import ru.priyomnaya.appeal.AppealEvent.AppealReturned;
import ru.priyomnaya.appeal.AppealEvent.AppealWithdrawn;
import ru.priyomnaya.appeal.AppealEvent.FileArrived;
import ru.priyomnaya.document.Documents;

/** What becomes of an appeal on the channel's side, entered into the register. For channels, not for people. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class CaseChanges {
    private final Appeals appeals;
    private final Documents documents;
    private final ApplicationEventPublisher events;

    CaseChanges(Appeals appeals, Documents documents, ApplicationEventPublisher events) {
        this.appeals = appeals;
        this.documents = documents;
        this.events = events;
    }

    /** A file that came later than its appeal. */
    public void attach(UUID appealId, NewAttachment file) {
        documents.keep(List.of(file.document()));
        appeals.get(appealId).addAttachments(null, List.of(file));
        events.publishEvent(new FileArrived(appealId, file.document().sha256()));
    }

    /** The applicant took it back; nothing happens to one that has ended. */
    public void withdrawn(UUID appealId) {
        end(appealId, Appeal::withdraw, AppealWithdrawn::new);
    }

    /** It went to another organisation; nothing happens to one that has ended. */
    public void redirected(UUID appealId) {
        end(appealId, Appeal::redirect, AppealRedirected::new);
    }

    /** The other organisation gave it back; nothing happens unless it had been passed on. */
    public void returned(UUID appealId) {
        var appeal = appeals.get(appealId);
        if (appeal.status() == AppealStatus.REDIRECTED) {
            appeal.comeBack();
            events.publishEvent(new AppealReturned(appealId, appeal.status()));
        }
    }

    /** No answer is required; nothing happens to one that has ended. */
    public void declined(UUID appealId) {
        end(
                appealId,
                Appeal::decline,
                (id, before) ->
                        new AppealDeclined(id, before, appeals.get(id).ground().orElse(Ground.NOT_REQUIRED)));
    }

    /** Somebody answered in the channel's cabinet; nothing happens to one that has ended. */
    public void answeredElsewhere(UUID appealId) {
        end(appealId, Appeal::answeredElsewhere, AnsweredElsewhere::new);
    }

    private void end(UUID appealId, Consumer<Appeal> step, BiFunction<UUID, AppealStatus, AppealEvent> event) {
        var appeal = appeals.get(appealId);
        var before = appeal.status();
        if (before.isOpen()) {
            step.accept(appeal);
            events.publishEvent(event.apply(appealId, before));
        }
    }

    /** @param explanation one Russian line for «Как посчитан» */
    public void extended(UUID appealId, LocalDate until, String explanation) {
        var appeal = appeals.get(appealId);
        var before = appeal.deadline().lastDay();
        if (appeal.status().isOpen() && until.isAfter(before)) {
            appeal.extendUntil(until, explanation);
            events.publishEvent(new AppealExtended(appealId, before, until));
        }
    }

    /** The day by which the channel itself wants an answer, and the law it counts by. */
    public void channelTerm(UUID appealId, @Nullable LocalDate lastDay, @Nullable String basis) {
        appeals.get(appealId).channelTerm(lastDay, basis);
    }

    /** The organisation behind an applicant that was known only by an identifier. */
    public void organizationNamed(UUID appealId, String name, @Nullable String inn) {
        appeals.get(appealId).nameOrganization(name, inn);
    }

    /** A topic of ГИС ЖКХ that was known only by its code. */
    public void topicNamed(String before, String name) {
        appeals.renameTopic(Channel.GIS, before, name);
    }

    /** The later appeal continues the earlier one, in the channel's own words. */
    public void continues(UUID later, UUID earlier) {
        appeals.get(later).continues(earlier);
    }
}
