package ru.priyomnaya.gis;

/** The JDK's HTTP connection reads its settings once, before anybody can inject them. */
public final class GisConnections {
    private GisConnections() {}

    /** Called by {@code main} before anything else. Settings given on the command line win. */
    public static void prepare() {
        // A tunnel needs the real server's name in Host.
        setUnlessGiven("sun.net.http.allowRestrictedHeaders", "true");
        // A post must not go out a second time behind our back.
        setUnlessGiven("sun.net.http.retryPost", "false");
    }

    private static void setUnlessGiven(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }
}
