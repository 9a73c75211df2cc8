package ru.priyomnaya.signing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;

/** Takes the key out of where the settings say that it is; each thing that can be wrong has its own sentence. */
final class KeyRing {
    private KeyRing() {}

    static HeldKey open(KeySettings settings) {
        var provider = provider(settings.provider());
        var store = store(settings, provider);
        try {
            var alias = alias(settings.alias(), store);
            var key = store.getKey(alias, password(settings));
            if (!(key instanceof PrivateKey mine) || !(store.getCertificate(alias) instanceof X509Certificate)) {
                throw new SigningFailure(
                        "SIGN-003", "Под псевдонимом «%s» нет закрытого ключа с сертификатом".formatted(alias));
            }
            return new HeldKey(
                    mine, (X509Certificate) store.getCertificate(alias), provider, settings.signatureAlgorithm());
        } catch (UnrecoverableKeyException e) {
            throw new SigningFailure("SIGN-002", "Пароль не подходит к закрытому ключу", e);
        } catch (GeneralSecurityException e) {
            throw new SigningFailure("SIGN-003", "Ключ не читается из хранилища: " + e.getMessage(), e);
        }
    }

    private static Provider provider(@Nullable String className) {
        Gost.load();
        if (className == null) {
            return Security.getProvider(BouncyCastleProvider.PROVIDER_NAME);
        }
        try {
            var made = Class.forName(className)
                    .asSubclass(Provider.class)
                    .getDeclaredConstructor()
                    .newInstance();
            Security.addProvider(made);
            return made;
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new SigningFailure(
                    "SIGN-001",
                    "Поставщик криптографии %s не найден: положите его jar рядом с программой и укажите в -cp"
                            .formatted(className),
                    e);
        }
    }

    private static KeyStore store(KeySettings settings, Provider provider) {
        var type = settings.type() == null ? "PKCS12" : settings.type();
        var file = settings.keystore();
        try (var bytes = file == null ? InputStream.nullInputStream() : new ByteArrayInputStream(read(file))) {
            var store = KeyStore.getInstance(type, provider);
            store.load(file == null ? null : bytes, password(settings));
            return store;
        } catch (IOException e) {
            throw new SigningFailure(
                    "SIGN-002",
                    "Хранилище ключей %s не открывается: неверный пароль, или это не %s".formatted(file, type),
                    e);
        } catch (GeneralSecurityException e) {
            throw new SigningFailure(
                    "SIGN-001", "Поставщик %s не знает хранилищ типа %s".formatted(provider.getName(), type), e);
        }
    }

    private static byte[] read(String file) {
        try {
            return Files.readAllBytes(Path.of(file));
        } catch (IOException e) {
            throw new SigningFailure(
                    "SIGN-001", "Файл ключа %s не читается: нет такого файла или нет прав".formatted(file), e);
        }
    }

    private static char[] password(KeySettings settings) {
        return settings.password() == null ? new char[0] : settings.password().toCharArray();
    }

    private static String alias(@Nullable String named, KeyStore store) throws GeneralSecurityException {
        var keys = new ArrayList<String>();
        for (var alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                keys.add(alias);
            }
        }
        if (named != null) {
            if (store.isKeyEntry(named)) {
                return named;
            }
            throw new SigningFailure(
                    "SIGN-003", "Нет ключа с псевдонимом «%s»; есть: %s".formatted(named, shown(keys)));
        }
        if (keys.size() != 1) {
            throw new SigningFailure(
                    "SIGN-003",
                    keys.isEmpty()
                            ? "В хранилище нет закрытых ключей"
                            : "В хранилище несколько ключей, укажите псевдоним: " + shown(keys));
        }
        return keys.get(0);
    }

    private static String shown(List<String> keys) {
        return String.join(", ", keys);
    }
}
