package ru.priyomnaya.website;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.apache.commons.io.input.BoundedInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.document.DocumentStore;
import ru.priyomnaya.intake.Intake;
import ru.priyomnaya.intake.RawMessage;
import ru.priyomnaya.routing.RouteBean;

/**
 * The end of a channel that IT adds by a route file alone: a folder, a webhook, a queue. Stores what another system hands over; it
 * is read afterwards by {@link HandedOverReader}. The same bytes under the same id are taken once, however often they come.
 */
@RouteBean(
        value = "intakeStore",
        does =
                "конец канала, который заводят одним файлом: кладёт обращение другой программы в журнал приёма. Тело — JSON с полями формы сайта, до 50 МБ; свойство `channel` — как обращение пришло (WEBSITE, POST, PHONE, VISIT, FAX), `externalId` — его номер у той программы (без него — хеш тела). Примеры — в `examples/`",
        gives = "номер сообщения в журнале приёма")
class IntakeStore {
    private static final DataSize LARGEST = DataSize.ofMegabytes(50);
    private static final int LONGEST_ID = 200;

    /** Those whose answers need nothing from the other system: e-mail, the status page, a person's hand. */
    static final Set<Channel> CHANNELS =
            EnumSet.of(Channel.WEBSITE, Channel.POST, Channel.PHONE, Channel.VISIT, Channel.FAX);

    private final DocumentStore documents;
    private final Intake intake;
    private final Clock clock;

    IntakeStore(DocumentStore documents, Intake intake, Clock clock) {
        this.documents = documents;
        this.intake = intake;
        this.clock = clock;
    }

    /**
     * When it returns, the source may forget the message.
     *
     * @throws IllegalArgumentException when the route names no such channel, or the body is empty or larger than 50 MB: the error
     *     policy {@code give-back} leaves the message to its source
     * @throws IOException when the bytes cannot be kept
     */
    public long keep(
            @Body InputStream body,
            @ExchangeProperty("channel") @Nullable String channel,
            @ExchangeProperty("externalId") @Nullable String externalId)
            throws IOException {
        var as = channelOf(channel);
        var stored = documents.put(BoundedInputStream.builder()
                .setInputStream(body)
                .setMaxCount(LARGEST.toBytes() + 1)
                .get());
        if (stored.size() == 0 || stored.size() > LARGEST.toBytes()) {
            throw new IllegalArgumentException("WEB-013: тело пусто или больше %d МБ".formatted(LARGEST.toMegabytes()));
        }
        var id = externalId == null || externalId.isBlank() ? stored.sha256() : externalId.strip();
        if (id.length() > LONGEST_ID) {
            throw new IllegalArgumentException("WEB-013: externalId длиннее %d знаков".formatted(LONGEST_ID));
        }
        return intake.keep(new RawMessage(as, id, stored.sha256(), stored, clock.instant(), null))
                .id();
    }

    private static Channel channelOf(@Nullable String name) {
        return CHANNELS.stream()
                .filter(channel -> channel.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "WEB-013: задайте в маршруте свойство channel, одно из " + CHANNELS));
    }
}
