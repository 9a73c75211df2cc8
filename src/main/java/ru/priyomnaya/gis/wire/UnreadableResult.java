package ru.priyomnaya.gis.wire;

import org.jspecify.annotations.Nullable;

/** ГИС ЖКХ has sent something that is not what it should be; the bytes are kept, IT staff look. */
public class UnreadableResult extends Exception {
    UnreadableResult(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
