package ru.priyomnaya.mailbox;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import ru.priyomnaya.mailbox.MailboxProperties.Imap;
import ru.priyomnaya.storage.Home;

/**
 * Access tokens for mailboxes that take no password (RFC 6749, 4.4 and 6). A refresh token that the server replaces is kept
 * under the program's home: the configured one would not be taken a second time.
 */
@Component
class MailTokens {
    private static final Duration EARLY = Duration.ofMinutes(1);
    private static final Duration USUAL_LIFE = Duration.ofMinutes(5);

    private final Home home;
    private final Clock clock;
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();

    MailTokens(Home home, Clock clock) {
        this.home = home;
        this.clock = clock;
    }

    private record Token(String value, Instant until) {}

    /** @throws MessagingException when the authorization server gives none: the words name what to do */
    synchronized String of(Imap box) throws MessagingException {
        var known = tokens.get(box.name());
        if (known != null && clock.instant().isBefore(known.until().minus(EARLY))) {
            return known.value();
        }
        var fresh = ask(box);
        tokens.put(box.name(), fresh);
        return fresh.value();
    }

    void forget(Imap box) {
        tokens.remove(box.name());
    }

    private Token ask(Imap box) throws MessagingException {
        var oauth = box.oauth();
        try {
            var refresh = refreshToken(box);
            var form = new LinkedMultiValueMap<String, String>();
            form.add("grant_type", refresh.isEmpty() ? "client_credentials" : "refresh_token");
            form.add("client_id", oauth.clientId());
            if (!oauth.clientSecret().isEmpty()) {
                form.add("client_secret", oauth.clientSecret());
            }
            if (!refresh.isEmpty()) {
                form.add("refresh_token", refresh);
            }
            if (!oauth.scope().isEmpty()) {
                form.add("scope", oauth.scope());
            }
            var requests = new JdkClientHttpRequestFactory();
            requests.setReadTimeout(box.timeout());
            var answer = RestClient.builder()
                    .requestFactory(requests)
                    .build()
                    .post()
                    .uri(Objects.requireNonNull(oauth.tokenUrl()))
                    .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                    .body(form)
                    .retrieve()
                    .body(Map.class);
            return token(box, answer == null ? Map.of() : answer);
        } catch (RestClientException | IOException e) {
            throw new AuthenticationFailedException(
                    "Сервер авторизации не выдаёт доступ к ящику ("
                            + e.getClass().getSimpleName() + "): проверьте client-secret и refresh-token",
                    e);
        }
    }

    private Token token(Imap box, Map<?, ?> answer) throws MessagingException, IOException {
        if (!(answer.get("access_token") instanceof String value)) {
            throw new AuthenticationFailedException("В ответе сервера авторизации нет access_token");
        }
        if (answer.get("refresh_token") instanceof String replaced) {
            keep(box, replaced);
        }
        var life = answer.get("expires_in") instanceof Number seconds
                ? Duration.ofSeconds(seconds.longValue())
                : USUAL_LIFE;
        return new Token(value, clock.instant().plus(life));
    }

    private String refreshToken(Imap box) throws IOException {
        var configured = box.oauth().refreshToken();
        var kept = file(box);
        return !configured.isEmpty() && Files.exists(kept)
                ? Files.readString(kept).strip()
                : configured;
    }

    private void keep(Imap box, String token) throws IOException {
        var file = file(box);
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, token);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Under another name as soon as IT configures another token. */
    private Path file(Imap box) {
        var key = box.name() + '\0' + box.oauth().refreshToken();
        var name = HexFormat.of().toHexDigits(key.hashCode());
        return home.directory("mail-tokens").resolve(name);
    }
}
