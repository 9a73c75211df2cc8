package ru.priyomnaya.appeal;

import java.util.UUID;
import org.hibernate.id.uuid.UuidVersion7Strategy;

/** Identifiers that grow with time (RFC 9562, version 7): new rows lie together in an index. */
final class Ids {
    private Ids() {}

    static UUID next() {
        return UuidVersion7Strategy.INSTANCE.generateUuid(null);
    }
}
