package ru.priyomnaya.gis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import ru.priyomnaya.appeal.Appeal;
import ru.priyomnaya.appeal.AppealEvent.AppealAssigned;
import ru.priyomnaya.appeal.AppealEvent.AppealClosed;
import ru.priyomnaya.appeal.AppealEvent.AppealRegistered;
import ru.priyomnaya.appeal.Appeals;
import ru.priyomnaya.appeal.CaseChanges;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.gis.wire.UnreadableResult;

/** What happens to our cases and concerns ГИС ЖКХ. In the transaction of the event. */
@Component
class GisCaseListener {
    private static final Logger log = LoggerFactory.getLogger(GisCaseListener.class);

    private final Appeals appeals;
    private final CaseChanges cases;
    private final Mirror mirror;
    private final GisOrganizations organizations;
    private final GisNews news;
    private final Actions actions;

    GisCaseListener(
            Appeals appeals,
            CaseChanges cases,
            Mirror mirror,
            GisOrganizations organizations,
            GisNews news,
            Actions actions) {
        this.appeals = appeals;
        this.cases = cases;
        this.mirror = mirror;
        this.organizations = organizations;
        this.news = news;
        this.actions = actions;
    }

    // Before the rules of assignment: an executor named in the cabinet comes first.
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE + 10)
    void on(AppealRegistered registered) {
        if (registered.channel() != Channel.GIS) {
            return;
        }
        var appeal = appeals.get(registered.appealId());
        var guid = guidOf(appeal);
        mirror.known(guid).ifPresent(known -> enter(appeal.id(), known));
    }

    private void enter(UUID appeal, Mirror.Known known) {
        mirror.registered(known.guid(), appeal);
        cases.channelTerm(appeal, known.executionEndDate(), known.npa());
        if (known.parent() != null) {
            mirror.known(known.parent())
                    .map(Mirror.Known::appealId)
                    .ifPresent(parent -> cases.continues(appeal, parent));
        }
        for (var child : mirror.children(known.guid())) {
            cases.continues(Objects.requireNonNull(child.appealId()), appeal);
        }
        if (known.applicantOrg() != null
                && organizations.find(known.applicantOrg()).isEmpty()) {
            organizations.want("root:" + known.applicantOrg());
        }
        try {
            news.first(appeal, mirror.read(known.rawSha256()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UnreadableResult e) {
            log.error("Снимок обращения ГИС ЖКХ {} не читается", known.guid());
        }
    }

    /** The citizen sees in ГИС ЖКХ who answers and when. */
    @EventListener
    void on(AppealAssigned assigned) {
        var appeal = appeals.get(assigned.appealId());
        if (appeal.origin().channel() == Channel.GIS
                && !assigned.executorAfter().equals(assigned.executorBefore())) {
            queue(appeal, ActionKind.PERFORMER, assigned.executorAfter());
        }
    }

    /** A closed case must not stay open there. */
    @EventListener
    void on(AppealClosed closed) {
        var appeal = appeals.get(closed.appealId());
        if (appeal.origin().channel() == Channel.GIS
                && !actions.hasAnyAnswer(guidOf(appeal))
                && !actions.hasPending(guidOf(appeal), ActionKind.EXECUTED)) {
            queue(appeal, ActionKind.EXECUTED, appeal.executorId().orElse(null));
        }
    }

    private void queue(Appeal appeal, ActionKind kind, @Nullable UUID person) {
        actions.queue(new Actions.Order(
                guidOf(appeal),
                appeal.id(),
                kind,
                null,
                kind == ActionKind.PERFORMER ? appeal.due() : null,
                null,
                person,
                null,
                null));
    }

    static UUID guidOf(Appeal appeal) {
        return UUID.fromString(appeal.origin().externalId());
    }
}
