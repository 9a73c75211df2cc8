package ru.priyomnaya.access;

import org.jspecify.annotations.Nullable;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;

/** A way to sign in to the screens besides a name and a password. */
public interface SignInWay {
    /** «Единый вход», on a button. */
    String label();

    /** Where the button leads. */
    String path();

    /** Where one signs out there too, for a link on the page after ours; null when it has no such page. */
    @Nullable
    String signOutAddress();

    /** Its filters, in the chain of the screens. */
    void addTo(HttpSecurity http);
}
