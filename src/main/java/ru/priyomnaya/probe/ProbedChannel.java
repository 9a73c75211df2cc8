package ru.priyomnaya.probe;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A channel as IT sees it.
 *
 * @param id in addresses, latin
 * @param title for people
 * @param toConfigure what to set when it is off
 * @param settings what is in force
 * @param routes that serve it; empty when none does
 * @param pulses under which names it says how it goes
 * @param backlog heading, Russian → a cheap query that counts what waits in it
 * @param test tries it step by step and changes nothing; seconds at most
 */
public record ProbedChannel(
        String id,
        String title,
        boolean isConfigured,
        String toConfigure,
        List<Setting> settings,
        List<String> routes,
        List<String> pulses,
        Map<String, String> backlog,
        Test test) {
    /** @param value as it may be shown: of a secret only whether it is set */
    public record Setting(String name, String value) {
        public static Setting secret(String name, @Nullable String value) {
            return new Setting(name, value == null || value.isBlank() ? "не задано" : "задано, не показывается");
        }

        public static Setting of(String name, @Nullable Object value) {
            return new Setting(name, value == null || value.toString().isEmpty() ? "не задано" : value.toString());
        }
    }

    /** A test of a channel. */
    public interface Test {
        List<Step> run();
    }

    /** @param sentence what was found and, when it is bad, what to do */
    public record Step(String what, Outcome outcome, String sentence) {}

    /** How a step ended. */
    public enum Outcome {
        GOOD("хорошо"),
        SOON("скоро"),
        BAD("плохо");

        private final String inRussian;

        Outcome(String inRussian) {
            this.inRussian = inRussian;
        }

        public String inRussian() {
            return inRussian;
        }
    }
}
