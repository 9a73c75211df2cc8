package ru.priyomnaya.website;

import java.io.IOException;
import org.springframework.stereotype.Component;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.intake.MessageReader;
import ru.priyomnaya.intake.Reading;
import ru.priyomnaya.intake.StoredMessage;
import ru.priyomnaya.intake.UnreadableMessage;

/** Appeals from the personal account have the fields of the website's form. */
@Component
class AccountReader implements MessageReader {
    private final WebsiteReader reader;

    AccountReader(WebsiteReader reader) {
        this.reader = reader;
    }

    @Override
    public Channel channel() {
        return Channel.ACCOUNT;
    }

    @Override
    public Reading read(StoredMessage message, byte[] bytes) throws UnreadableMessage, IOException {
        return reader.read(message, bytes, Channel.ACCOUNT);
    }
}
