package ru.priyomnaya.console;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import ru.priyomnaya.gis.GisKeys;
import ru.priyomnaya.signing.KeyShelf;
import ru.priyomnaya.signing.KnownKey;

/** Keys and certificates: whose, what for, until when. */
@Controller
@PreAuthorize("hasAnyRole('IT', 'DIRECTOR', 'AUDITOR')")
class KeyScreens {
    private static final String HOME = "/console/keys";
    private static final int SOON = 60;

    private final List<KeyShelf> shelves;
    private final GisKeys keys;
    private final Clock clock;

    KeyScreens(List<KeyShelf> shelves, GisKeys keys, Clock clock) {
        this.shelves = shelves;
        this.keys = keys;
        this.clock = clock;
    }

    /** @param days left; null when nobody knows the end */
    record Row(KnownKey key, @Nullable Long days) {
        /** How a status is coloured. */
        public String look() {
            if (key.problem() != null || (days != null && days < 0)) {
                return "d-REFUSED";
            }
            return days != null && days < SOON ? "d-WAITING" : "d-ACCEPTED";
        }

        public String state() {
            if (key.problem() != null) {
                return "не открывается";
            }
            if (days == null) {
                return "срок не указан";
            }
            return days < 0 ? "срок кончился" : days < SOON ? "скоро кончится" : "действует";
        }
    }

    @GetMapping(HOME)
    String list(Model model) {
        var now = clock.instant();
        model.addAttribute(
                "rows",
                shelves.stream()
                        .flatMap(shelf -> shelf.keys().stream())
                        .map(key -> new Row(key, days(now, key.until())))
                        .toList());
        model.addAttribute("mayTest", keys.isConfigured());
        return "console/keys";
    }

    private static @Nullable Long days(Instant now, @Nullable Instant until) {
        return until == null ? null : ChronoUnit.DAYS.between(now, until);
    }

    /** Opens the key anew: one that was replaced works from now on. */
    @PostMapping(HOME + "/test")
    @PreAuthorize("hasRole('IT')")
    String test(Model model) {
        model.addAttribute("steps", keys.test());
        return list(model);
    }
}
