package ru.priyomnaya.gis;

import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ru.priyomnaya.answer.Letterhead;
import ru.priyomnaya.appeal.Appeals;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.dispatch.AnswerChannel;
import ru.priyomnaya.dispatch.OutgoingMessage;
import ru.priyomnaya.gis.GisProperties.SendMode;

/** Gives signed answers to ГИС ЖКХ: an action is queued, the end is reported when its result has come. */
@Component
class GisAnswerChannel implements AnswerChannel {
    private static final Outcome.Underway UNDERWAY =
            new Outcome.Underway("Передано в обмен с ГИС ЖКХ, ждём результата");

    private final GisProperties properties;
    private final Actions actions;
    private final Uploads uploads;
    private final Appeals appeals;
    private final Letterhead letterhead;
    private final TransactionTemplate transaction;

    GisAnswerChannel(
            GisProperties properties,
            Actions actions,
            Uploads uploads,
            Appeals appeals,
            Letterhead letterhead,
            PlatformTransactionManager transactions) {
        this.properties = properties;
        this.actions = actions;
        this.uploads = uploads;
        this.appeals = appeals;
        this.letterhead = letterhead;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public Channel channel() {
        return Channel.GIS;
    }

    @Override
    public String referenceOf(UUID deliveryId) {
        return "gis:" + deliveryId;
    }

    @Override
    public Outcome send(OutgoingMessage message) {
        if (!properties.isConfigured()) {
            return new Outcome.TryLater("Канал ГИС ЖКХ не настроен: priyomnaya.gis.base-url, .org-ppa-guid");
        }
        var answerId = message.answerId();
        var appealId = message.appealId();
        if (answerId == null || appealId == null) {
            return new Outcome.Refused("GIS-020", "В ГИС ЖКХ уходят только ответы");
        }
        return Objects.requireNonNull(transaction.execute(status -> hand(message, appealId, answerId)));
    }

    private Outcome hand(OutgoingMessage message, UUID appealId, UUID answerId) {
        var appeal = appeals.get(appealId);
        if (appeal.origin().channel() != Channel.GIS) {
            return new Outcome.Refused("GIS-020", "Обращение пришло не из ГИС ЖКХ");
        }
        var text = letterhead.plain(answerId);
        var existing = actions.ofDelivery(message.deliveryId());
        if (existing.isEmpty()) {
            var id = actions.queue(new Actions.Order(
                    GisCaseListener.guidOf(appeal),
                    appealId,
                    properties.sendMode() == SendMode.DRAFT ? ActionKind.LOAD_ANSWER : ActionKind.SEND_ANSWER,
                    text,
                    null,
                    null,
                    appeal.executorId().orElse(null),
                    message.deliveryId(),
                    null));
            uploads.plan(id, message.files());
            return UNDERWAY;
        }
        var action = existing.get();
        return switch (action.state()) {
            case WAITING, SENDING -> UNDERWAY;
            case DONE -> action.kind() == ActionKind.LOAD_ANSWER ? UNDERWAY : new Outcome.Delivered("Принято ГИС ЖКХ");
            case REFUSED, CANCELLED -> {
                // A person pressed «Отправить ещё раз», perhaps with another scan or text.
                uploads.plan(action.id(), message.files());
                actions.changeText(action.id(), text);
                actions.again(action.id(), message.date(), action.alone(), null);
                yield UNDERWAY;
            }
        };
    }
}
