package ru.priyomnaya.federation;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The provider as it describes itself, asked when somebody first wants to sign in by it: one that is down stops no start. */
class OidcProvider implements ClientRegistrationRepository {
    static final String ID = "company";
    private static final Logger log = LoggerFactory.getLogger(OidcProvider.class);
    private static final int LARGEST = 200_000;
    private static final String DESCRIPTION = "/.well-known/openid-configuration";

    private final OidcProperties properties;
    private final JsonMapper json;
    private final HttpClient client;
    private volatile @Nullable ClientRegistration registration;

    OidcProvider(OidcProperties properties, JsonMapper json) {
        this.properties = properties;
        this.json = json;
        this.client = HttpClient.newBuilder()
                .connectTimeout(properties.timeout())
                .followRedirects(Redirect.NEVER)
                .build();
    }

    /** What else is asked of the provider goes the same way: no redirects, no endless waits. */
    JdkClientHttpRequestFactory requests() {
        var requests = new JdkClientHttpRequestFactory(client);
        requests.setReadTimeout(properties.timeout());
        return requests;
    }

    /** Null while the provider does not describe itself; the next attempt asks again. */
    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        if (!id.equals(ID)) {
            return null;
        }
        var known = registration;
        if (known == null) {
            try {
                known = discovered();
                registration = known;
            } catch (IOException | IllegalArgumentException | IllegalStateException | JacksonException e) {
                log.error(
                        "Единый вход (OpenID Connect) не отвечает: {}",
                        e.getClass().getName());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return known;
    }

    private ClientRegistration discovered() throws IOException, InterruptedException {
        var issuer = Objects.requireNonNull(properties.issuer()).toString();
        var address = URI.create(issuer.replaceFirst("/$", "") + DESCRIPTION);
        var answer = client.send(
                HttpRequest.newBuilder(address).timeout(properties.timeout()).build(), BodyHandlers.ofInputStream());
        byte[] bytes;
        try (var body = answer.body()) {
            bytes = body.readNBytes(LARGEST);
        }
        if (answer.statusCode() != 200) {
            throw new IOException("HTTP " + answer.statusCode());
        }
        Map<String, Object> description = json.readValue(bytes, new TypeReference<>() {});
        if (!issuer.equals(description.get("issuer"))) {
            throw new IllegalStateException("issuer");
        }
        return ClientRegistrations.fromOidcConfiguration(description)
                .registrationId(ID)
                .clientId(properties.clientId())
                .clientSecret(properties.clientSecret())
                .scope(properties.scopes())
                .redirectUri(properties.redirectUri())
                .clientName(properties.label())
                .build();
    }

    /** Where one signs out there; null when it has no such page or has not described itself yet. */
    @Nullable
    String signOutAddress() {
        var known = registration;
        return known != null
                        && known.getProviderDetails().getConfigurationMetadata().get("end_session_endpoint")
                                instanceof String address
                ? address + (address.contains("?") ? "&" : "?") + "client_id="
                        + URLEncoder.encode(properties.clientId(), StandardCharsets.UTF_8)
                : null;
    }
}
