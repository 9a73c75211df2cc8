package ru.priyomnaya.access;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;

/** How much of applicants the person who acts may see, beside what roles alone decide (152-ФЗ, ст. 5, ч. 5). */
@Component
@EnableConfigurationProperties(AccessProperties.class)
public class DataAccess {
    private static final String DOTS = "•••";
    private static final int SHOWN_DIGITS = 2;

    private final AccessProperties properties;

    DataAccess(AccessProperties properties) {
        this.properties = properties;
    }

    /** Whether lists and cards hold only what the person or their department has to do with; nobody is a route, and sees all. */
    public boolean isOwnDepartmentOnly() {
        return properties.ownDepartment()
                && CurrentPerson.find()
                        .filter(me -> !me.helpsAnybody() && !me.is(Role.AUDITOR) && !me.is(Role.IT))
                        .isPresent();
    }

    /** Whether applicants are shown masked. */
    public boolean isMasked() {
        return !properties.maskedRoles().isEmpty()
                && CurrentPerson.find()
                        .filter(me -> properties.maskedRoles().containsAll(me.roles()))
                        .isPresent();
    }

    /** @throws AccessDeniedException for whom applicants are masked: nobody can mask what lies inside of a file */
    public void requireFiles() {
        if (isMasked()) {
            throw new AccessDeniedException("Files are closed for this role");
        }
    }

    /** «П•••» of a name; as it is for whom nothing is masked. */
    public @Nullable String name(@Nullable String name) {
        return name == null || name.isEmpty() || !isMasked()
                ? name
                : name.substring(0, name.offsetByCodePoints(0, 1)) + DOTS;
    }

    /** «a•••@•••» of an address, «•••19» of a telephone or a number. */
    public @Nullable String contact(@Nullable String contact) {
        if (contact == null || contact.isEmpty() || !isMasked()) {
            return contact;
        }
        if (contact.contains("@")) {
            return contact.substring(0, contact.offsetByCodePoints(0, 1)) + DOTS + "@" + DOTS;
        }
        return contact.length() > 2 * SHOWN_DIGITS ? DOTS + contact.substring(contact.length() - SHOWN_DIGITS) : DOTS;
    }

    /** Nothing of a place. */
    public @Nullable String place(@Nullable String place) {
        return place == null || place.isEmpty() || !isMasked() ? place : DOTS;
    }
}
