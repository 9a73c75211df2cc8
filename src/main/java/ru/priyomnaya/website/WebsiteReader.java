package ru.priyomnaya.website;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ru.priyomnaya.appeal.Applicant;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.appeal.IncomingAppeal;
import ru.priyomnaya.appeal.NewAttachment;
import ru.priyomnaya.appeal.Origin;
import ru.priyomnaya.document.StoredDocument;
import ru.priyomnaya.intake.MessageReader;
import ru.priyomnaya.intake.Reading;
import ru.priyomnaya.intake.StoredMessage;
import ru.priyomnaya.intake.UnreadableMessage;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Understands what the site handed over. */
@Component
class WebsiteReader implements MessageReader {
    private static final int SUBJECT = 100;

    private final JsonMapper json;
    private final HandedOverReader handedOver;

    WebsiteReader(JsonMapper json, HandedOverReader handedOver) {
        this.json = json;
        this.handedOver = handedOver;
    }

    @Override
    public Channel channel() {
        return Channel.WEBSITE;
    }

    @Override
    public Reading read(StoredMessage message, byte[] bytes) throws UnreadableMessage, IOException {
        return read(message, bytes, Channel.WEBSITE);
    }

    Reading read(StoredMessage message, byte[] bytes, Channel channel) throws UnreadableMessage, IOException {
        var letter = letter(bytes, channel);
        var fields = letter.fields();
        var text = String.valueOf(fields.text());
        return new Reading.FromApplicant(
                new IncomingAppeal(
                        new Origin(channel, message.externalId(), null),
                        fields.appealKind().orElseThrow(),
                        blankToNull(fields.topic()),
                        applicant(fields),
                        subject(fields.topic(), text),
                        text,
                        null,
                        letter.files().stream()
                                .map(file -> new NewAttachment(
                                        file.name(),
                                        file.mediaType(),
                                        new StoredDocument(file.sha256(), file.size()),
                                        false))
                                .toList(),
                        message.receivedAt(),
                        fields.answerChannel().orElse(null),
                        null,
                        blankToNull(letter.consentVersion())),
                "");
    }

    /** As our own form keeps it, or as another system hands it over. */
    private WebsiteLetter letter(byte[] bytes, Channel channel) throws UnreadableMessage, IOException {
        try {
            if (json.readTree(bytes).has("fields")) {
                return json.readValue(bytes, WebsiteLetter.class);
            }
        } catch (JacksonException e) {
            throw new UnreadableMessage("WEB-010", "Обращение с сайта не читается; посмотрите исходник");
        }
        return handedOver.read(bytes, channel);
    }

    private static Applicant applicant(WebsiteFields fields) {
        return new Applicant(
                fields.type().orElseThrow(),
                blankToNull(fields.lastName()),
                blankToNull(fields.firstName()),
                blankToNull(fields.middleName()),
                blankToNull(fields.organizationName()),
                blankToNull(fields.inn()),
                blankToNull(fields.email()),
                blankToNull(fields.phone()),
                blankToNull(fields.postalAddress()),
                blankToNull(fields.account()));
    }

    /** The topic, else how the text begins. */
    private static String subject(@Nullable String topic, String text) {
        if (topic != null && !topic.isBlank()) {
            return topic.strip();
        }
        var line = text.strip().lines().findFirst().orElse("").strip();
        return line.length() <= SUBJECT ? line : line.substring(0, SUBJECT).strip() + "…";
    }

    private static @Nullable String blankToNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }
}
