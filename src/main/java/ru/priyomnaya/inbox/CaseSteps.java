package ru.priyomnaya.inbox;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.appeal.Appeal;
import ru.priyomnaya.appeal.Appeals;
import ru.priyomnaya.appeal.CaseDesk;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.appeal.Ground;
import ru.priyomnaya.appeal.LinkRelation;
import ru.priyomnaya.appeal.Links;
import ru.priyomnaya.appeal.Receiver;
import ru.priyomnaya.gis.GisDesk;
import ru.priyomnaya.review.Repeats;

/** The same steps for every channel: what came from ГИС ЖКХ takes effect when ГИС ЖКХ has accepted it, the rest at once. */
@Service
public class CaseSteps {
    private final Appeals appeals;
    private final CaseDesk desk;
    private final Links links;
    private final Repeats repeats;
    private final GisDesk gis;

    CaseSteps(Appeals appeals, CaseDesk desk, Links links, Repeats repeats, GisDesk gis) {
        this.appeals = appeals;
        this.desk = desk;
        this.links = links;
        this.repeats = repeats;
        this.gis = gis;
    }

    @Transactional
    public void extend(UUID appealId, LocalDate until, String reason) {
        if (isFromGis(appealId)) {
            gis.rollOver(appealId, until, reason);
        } else {
            desk.extend(appealId, until, reason);
        }
    }

    /** @param receiver ОГРН, ОГРНИП or ИНН for ГИС ЖКХ, the organisation's name otherwise */
    @Transactional
    public void redirect(
            UUID appealId, String receiver, @Nullable String email, @Nullable String address, String reason) {
        if (isFromGis(appealId)) {
            gis.redirect(appealId, receiver, reason);
        } else {
            desk.redirect(appealId, new Receiver(receiver, email, address), reason);
        }
    }

    /** @param earlier number of the answered appeal, for {@link Ground#ANSWERED_BEFORE} */
    @Transactional
    public void decline(UUID appealId, Ground ground, @Nullable String earlier, @Nullable String comment) {
        if (isFromGis(appealId)) {
            desk.noteGround(appealId, ground);
            gis.notRequired(appealId, comment == null ? "" : comment);
        } else {
            var answered = numbered(earlier);
            if (answered != null && repeats.contradict(appeals.get(appealId), appeals.get(answered))) {
                throw new IllegalArgumentException(
                        "Обращение № %s — другого заявителя: проверьте номер".formatted(earlier));
            }
            desk.decline(appealId, ground, answered, comment);
        }
    }

    /** @param number of the appeal that leads */
    @Transactional
    public void link(UUID appealId, String number, LinkRelation relation) {
        var leading = numbered(number);
        if (leading == null) {
            throw new Appeals.NoSuchAppeal(number);
        }
        links.link(appealId, leading, relation);
    }

    private @Nullable UUID numbered(@Nullable String number) {
        return number == null
                ? null
                : appeals.findByNumberText(number.strip().replaceFirst("^№\\s*", ""))
                        .map(Appeal::id)
                        .orElse(null);
    }

    private boolean isFromGis(UUID appealId) {
        return appeals.get(appealId).origin().channel() == Channel.GIS;
    }
}
