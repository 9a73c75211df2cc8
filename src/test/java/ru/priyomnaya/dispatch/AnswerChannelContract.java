package ru.priyomnaya.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import ru.priyomnaya.dispatch.AnswerChannel.Outcome;

/** What the outbox relies on. Every channel's test implements it over its real other side. */
public interface AnswerChannelContract {
    AnswerChannel channel();

    /** The same channel while its other side is away. */
    AnswerChannel withoutOtherSide();

    String recipient();

    /** As the applicant counts. */
    int answersSeenByApplicant();

    @Test
    default void sendingTheSameAnswerTwiceDeliversItOnce() {
        var message = message(channel(), recipient());

        assertThat(channel().send(message)).isInstanceOf(Outcome.Delivered.class);
        assertThat(channel().send(message)).isInstanceOf(Outcome.Delivered.class);

        assertThat(answersSeenByApplicant()).isEqualTo(1);
    }

    @Test
    default void anUnavailableOtherSideIsTriedLater() {
        assertThat(withoutOtherSide().send(message(channel(), recipient()))).isInstanceOf(Outcome.TryLater.class);
    }

    @Test
    default void aReferenceNeverChanges() {
        var id = UUID.randomUUID();

        assertThat(channel().referenceOf(id))
                .isEqualTo(channel().referenceOf(id))
                .hasSizeLessThan(998);
        assertThat(channel().referenceOf(UUID.randomUUID()))
                .isNotEqualTo(channel().referenceOf(id));
    }

    static OutgoingMessage message(AnswerChannel channel, String recipient) {
        var id = UUID.randomUUID();
        return new OutgoingMessage(
                id,
                null,
                null,
                channel.referenceOf(id),
                recipient,
                "Ответ",
                "Текст",
                List.of(),
                null,
                false,
                Instant.EPOCH);
    }
}
