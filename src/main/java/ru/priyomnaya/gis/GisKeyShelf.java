package ru.priyomnaya.gis;

import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import ru.priyomnaya.signing.KeyShelf;
import ru.priyomnaya.signing.KnownKey;
import ru.priyomnaya.signing.SigningFailure;

/** The organisation's signing key. */
@Component
class GisKeyShelf implements KeyShelf {
    private static final String WHAT = "Ключ подписи организации";
    private static final String USE = "сообщения ГИС ЖКХ, электронная подпись ответов, опись дела";

    private final GisProperties properties;
    private final GisKeys keys;

    GisKeyShelf(GisProperties properties, GisKeys keys) {
        this.properties = properties;
        this.keys = keys;
    }

    @Override
    public List<KnownKey> keys() {
        if (!keys.isConfigured()) {
            return List.of();
        }
        var key = properties.key();
        var where = Objects.requireNonNullElse(
                key.serviceUrl() == null ? key.keystore() : key.serviceUrl(), String.valueOf(key.type()));
        try {
            return List.of(KnownKey.of(WHAT, USE, where, keys.open().certificate()));
        } catch (SigningFailure e) {
            return List.of(new KnownKey(WHAT, USE, where, null, null, e.getMessage()));
        }
    }
}
