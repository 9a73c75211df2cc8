package ru.priyomnaya.access;

import java.util.LinkedHashMap;
import java.util.Map;

/** «Firefox, Windows» out of a User-Agent: enough for a person to know their own again. */
final class BrowserName {
    private static final Map<String, String> PROGRAMS = new LinkedHashMap<>();
    private static final Map<String, String> SYSTEMS = new LinkedHashMap<>();

    static {
        // Each calls itself by the names of those before it: the rarer is looked for first.
        PROGRAMS.put("YaBrowser", "Яндекс Браузер");
        PROGRAMS.put("Edg", "Edge");
        PROGRAMS.put("OPR", "Opera");
        PROGRAMS.put("Firefox", "Firefox");
        PROGRAMS.put("Chrome", "Chrome");
        PROGRAMS.put("Safari", "Safari");
        SYSTEMS.put("Android", "Android");
        SYSTEMS.put("iPhone", "iPhone");
        SYSTEMS.put("iPad", "iPad");
        SYSTEMS.put("Windows", "Windows");
        SYSTEMS.put("Mac OS", "macOS");
        SYSTEMS.put("Linux", "Linux");
    }

    private BrowserName() {}

    static String of(String userAgent, int longest) {
        var program = first(PROGRAMS, userAgent);
        var system = first(SYSTEMS, userAgent);
        if (program.isEmpty()) {
            var shown = userAgent.replaceAll("\\p{Cntrl}", "");
            return shown.substring(0, Math.min(shown.length(), longest));
        }
        return system.isEmpty() ? program : program + ", " + system;
    }

    private static String first(Map<String, String> names, String text) {
        return names.entrySet().stream()
                .filter(name -> text.contains(name.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }
}
