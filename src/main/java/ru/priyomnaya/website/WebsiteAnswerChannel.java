package ru.priyomnaya.website;

import java.util.UUID;
import org.springframework.stereotype.Component;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.dispatch.AnswerChannel;
import ru.priyomnaya.dispatch.OutgoingMessage;

/** Publishes an answer on the applicant's status page: nothing travels, the page shows what is sent. */
@Component
class WebsiteAnswerChannel implements AnswerChannel {
    @Override
    public Channel channel() {
        return Channel.WEBSITE;
    }

    @Override
    public String referenceOf(UUID deliveryId) {
        return "status-page:" + deliveryId;
    }

    @Override
    public Outcome send(OutgoingMessage message) {
        return new Outcome.Delivered("Опубликовано на странице обращения");
    }
}
