package ru.priyomnaya.intake;

import java.io.IOException;
import ru.priyomnaya.appeal.Channel;

/** Understands the messages of one channel. Runs outside a transaction, and again when somebody presses «Повторить». */
public interface MessageReader {
    Channel channel();

    /**
     * @throws UnreadableMessage when a person has to look
     * @throws IOException when the machine fails: the message is read again later
     */
    Reading read(StoredMessage message, byte[] bytes) throws UnreadableMessage, IOException;
}
