package ru.priyomnaya.dispatch;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;
import ru.priyomnaya.appeal.Appeal;
import ru.priyomnaya.storage.InstallationSecret;

/** What only the applicant of an appeal can open: the status page with its answer, and the mark for it. */
@Component
public class ApplicantLinks {
    private static final String PURPOSE = "status-page";

    private final InstallationSecret secret;
    private final @Nullable String publicUrl;

    ApplicantLinks(InstallationSecret secret, @Value("${priyomnaya.website.public-url:#{null}}") @Nullable String url) {
        this.secret = secret;
        this.publicUrl = url == null || url.isBlank() ? null : url.strip();
    }

    /** The code from the receipt. */
    public String codeOf(Appeal appeal) {
        return secret.token(PURPOSE, appeal.id().toString());
    }

    public boolean isCodeOf(Appeal appeal, String code) {
        return secret.isToken(PURPOSE, appeal.id().toString(), code.strip());
    }

    /** Empty while nobody has set {@code priyomnaya.website.public-url}. */
    public Optional<String> statusPage(Appeal appeal) {
        return Optional.ofNullable(publicUrl).map(base -> statusPage(base, appeal));
    }

    /** @param base scheme, host and path under which applicants reach this gateway */
    public String statusPage(String base, Appeal appeal) {
        return UriComponentsBuilder.fromUriString(base)
                .path("/status")
                .queryParam("number", "{number}")
                .queryParam("key", "{key}")
                .encode(StandardCharsets.UTF_8)
                .buildAndExpand(appeal.number().text(), codeOf(appeal))
                .toUriString();
    }

    /** The survey about the answer; empty as {@link #statusPage(Appeal)} is. */
    public Optional<String> surveyPage(Appeal appeal) {
        return statusPage(appeal).map(page -> page.replace("/status?", "/status/survey?"));
    }

    /** @param mark 1 to 5 */
    Optional<String> ratingPage(Appeal appeal, int mark) {
        return statusPage(appeal).map(page -> page.replace("/status?", "/status/rate?") + "&mark=" + mark);
    }
}
