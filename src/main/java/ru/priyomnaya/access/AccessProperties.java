package ru.priyomnaya.access;

import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code priyomnaya.access.*}: how people sign in.
 *
 * @param bcryptCost of new passwords; a hash of less is made anew when its owner signs in
 * @param failuresPerMinute wrong passwords and codes from one network address; more are answered with 429 and not looked at
 * @param localSignIn who may use a password that is kept here: ALL, or BREAK_GLASS when a directory knows the others
 * @param secondFactorRoles whoever has one of them needs a second factor
 */
@ConfigurationProperties("priyomnaya.access")
public record AccessProperties(
        @DefaultValue("12") int bcryptCost,
        @DefaultValue("20") int failuresPerMinute,
        @DefaultValue("ALL") LocalSignIn localSignIn,
        @DefaultValue Passwords password,
        @DefaultValue Sessions session,
        @DefaultValue Tokens token,
        @DefaultValue Set<Role> secondFactorRoles) {
    /** Whose own passwords count. */
    public enum LocalSignIn {
        ALL,
        BREAK_GLASS
    }

    /**
     * Of new passwords.
     *
     * @param refuseCommon those that everybody tries first
     */
    public record Passwords(
            @DefaultValue("12") int shortest,
            @DefaultValue("true") boolean refuseCommon) {}

    /**
     * @param idle ends a session that nobody uses
     * @param absolute ends any session
     * @param most of one person in one gateway; one more ends the oldest
     */
    public record Sessions(
            @DefaultValue("2h") Duration idle,
            @DefaultValue("12h") Duration absolute,
            @DefaultValue("5") int most) {}

    /**
     * @param life of a token whose owner asks for none in particular
     * @param longest what may be asked for
     * @param warnBefore when its owner hears that it ends
     */
    public record Tokens(
            @DefaultValue("365d") Duration life,
            @DefaultValue("730d") Duration longest,
            @DefaultValue("14d") Duration warnBefore) {}
}
