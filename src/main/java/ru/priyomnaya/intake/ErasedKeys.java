package ru.priyomnaya.intake;

import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;
import ru.priyomnaya.signing.Sha256;
import ru.priyomnaya.storage.InstallationSecret;

/**
 * What stands for the key of a message whose personal data were destroyed: a Message-ID may hold a name. The same message, when
 * its source gives it again, still meets it and is not registered anew.
 */
@Component
public class ErasedKeys {
    private static final String MARK = "erased:";

    private final String salt;

    ErasedKeys(InstallationSecret secret) {
        salt = secret.token("erased-key", "");
    }

    /** Before the key, when it is hashed in SQL: {@code 'erased:' || sha256(salt || key)}. */
    public String salt() {
        return salt;
    }

    String keyOf(String externalId) {
        return MARK + Sha256.of((salt + externalId).getBytes(StandardCharsets.UTF_8));
    }
}
