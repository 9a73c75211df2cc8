package ru.priyomnaya.access;

/** Who vouches for a person. Names are stored: they never change. */
public enum AccountSource {
    /** A password that is kept here. */
    LOCAL("Здесь, по паролю"),
    LDAP("Каталог (LDAP)"),
    OIDC("Единый вход (OpenID Connect)");

    private final String inRussian;

    AccountSource(String inRussian) {
        this.inRussian = inRussian;
    }

    public String inRussian() {
        return inRussian;
    }
}
