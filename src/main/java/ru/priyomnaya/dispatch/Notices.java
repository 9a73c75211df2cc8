package ru.priyomnaya.dispatch;

import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import ru.priyomnaya.appeal.Appeal;
import ru.priyomnaya.appeal.AppealEvent.AppealLinked;
import ru.priyomnaya.appeal.AppealEvent.AppealNotConsidered;
import ru.priyomnaya.appeal.AppealEvent.AppealPassedOn;
import ru.priyomnaya.appeal.AppealEvent.AppealReopened;
import ru.priyomnaya.appeal.AppealEvent.AppealUnlinked;
import ru.priyomnaya.appeal.AppealEvent.InterimWritten;
import ru.priyomnaya.appeal.AppealEvent.TermExtended;
import ru.priyomnaya.appeal.AppealEvent.WithdrawalEntered;
import ru.priyomnaya.appeal.Appeals;
import ru.priyomnaya.appeal.LinkRelation;

/** Tells the applicant what was decided, in the transaction that decided it. ГИС ЖКХ tells its citizens itself. */
@Component
class Notices {
    private final Outbox outbox;
    private final Wording wording;
    private final Appeals appeals;

    Notices(Outbox outbox, Wording wording, Appeals appeals) {
        this.outbox = outbox;
        this.wording = wording;
        this.appeals = appeals;
    }

    @EventListener
    void on(TermExtended extended) {
        var appeal = appeals.get(extended.appealId());
        outbox.notice(appeal, wording.extended(appeal, extended.deadlineAfter(), extended.reason()));
    }

    @EventListener
    void on(AppealPassedOn passed) {
        var appeal = appeals.get(passed.appealId());
        var told = isReachable(appeal);
        outbox.coverLetter(
                appeal, passed.receiver(), wording.coverLetter(appeal, passed.receiver(), passed.reason(), told));
        if (told) {
            outbox.notice(appeal, wording.passedOn(appeal, passed.receiver(), passed.reason()));
        }
    }

    @EventListener
    void on(AppealNotConsidered declined) {
        var appeal = appeals.get(declined.appealId());
        if (declined.ground().isNoticed()) {
            var earlier = Optional.ofNullable(declined.earlier()).flatMap(appeals::findById);
            outbox.notice(appeal, wording.notConsidered(appeal, declined.ground(), earlier, declined.comment()));
        }
    }

    @EventListener
    void on(WithdrawalEntered withdrawn) {
        var appeal = appeals.get(withdrawn.appealId());
        if (isReachable(appeal)) {
            outbox.notice(appeal, wording.withdrawn(appeal));
        }
    }

    @EventListener
    void on(AppealReopened reopened) {
        var appeal = appeals.get(reopened.appealId());
        outbox.cancelCoverLetters(appeal.id());
        if (isReachable(appeal)) {
            outbox.notice(appeal, wording.reopened(appeal));
        }
    }

    @EventListener
    void on(AppealLinked linked) {
        var appeal = appeals.get(linked.appealId());
        if (linked.relation() == LinkRelation.SAME && isReachable(appeal)) {
            outbox.notice(appeal, wording.linked(appeal, appeals.get(linked.leading())));
        }
    }

    @EventListener
    void on(AppealUnlinked parted) {
        var appeal = appeals.get(parted.appealId());
        if (parted.relation() == LinkRelation.SAME && isReachable(appeal)) {
            outbox.notice(appeal, wording.reopened(appeal));
        }
    }

    @EventListener
    void on(InterimWritten interim) {
        var appeal = appeals.get(interim.appealId());
        outbox.notice(appeal, wording.interim(appeal, interim.text()));
    }

    /** Whether there is anywhere to write to; without it a notice would only be one more task for a clerk. */
    private static boolean isReachable(Appeal appeal) {
        return appeal.emailAddress().isPresent()
                || appeal.applicant().postalAddress() != null
                || appeal.applicant().phone() != null
                || appeal.isFollowedOnline();
    }
}
