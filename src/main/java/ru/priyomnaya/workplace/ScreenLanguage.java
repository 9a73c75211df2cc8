package ru.priyomnaya.workplace;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.LocaleChangeInterceptor;
import org.springframework.web.util.WebUtils;
import ru.priyomnaya.workplace.Preference.Language;

/** In which language the screens speak: as the person has chosen, before they sign in as their browser was told, else Russian. */
@Component("localeResolver")
class ScreenLanguage implements LocaleResolver, WebMvcConfigurer {
    private static final String COOKIE = "language";
    private static final String RESOLVED = ScreenLanguage.class.getName();
    private static final Duration LIFE = Duration.ofDays(365);

    private final Preferences preferences;

    ScreenLanguage(Preferences preferences) {
        this.preferences = preferences;
    }

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        if (request.getAttribute(RESOLVED) instanceof Locale resolved) {
            return resolved;
        }
        var locale = Optional.ofNullable(preferences.mine().language())
                .or(() -> named(request))
                .orElse(Language.RUSSIAN)
                .locale();
        request.setAttribute(RESOLVED, locale);
        return locale;
    }

    private static Optional<Language> named(HttpServletRequest request) {
        return Optional.ofNullable(WebUtils.getCookie(request, COOKIE))
                .map(Cookie::getValue)
                .flatMap(tag -> Arrays.stream(Language.values())
                        .filter(language -> language.locale().toLanguageTag().equals(tag))
                        .findFirst());
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        var chosen = locale != null
                        && locale.getLanguage().equals(Language.ENGLISH.locale().getLanguage())
                ? Language.ENGLISH
                : Language.RUSSIAN;
        request.setAttribute(RESOLVED, chosen.locale());
        Objects.requireNonNull(response)
                .addHeader(
                        HttpHeaders.SET_COOKIE,
                        ResponseCookie.from(COOKIE, chosen.locale().toLanguageTag())
                                .path("/")
                                .maxAge(LIFE)
                                .httpOnly(true)
                                .secure(request.isSecure())
                                .sameSite("Lax")
                                .build()
                                .toString());
    }

    /** {@code ?language=en} on any page, for who is not signed in. */
    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        var change = new LocaleChangeInterceptor();
        change.setParamName("language");
        change.setIgnoreInvalidLocale(true);
        registry.addInterceptor(change);
    }
}
