package ru.priyomnaya.mime;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import ru.priyomnaya.mime.Zoo.Animal;
import tools.jackson.databind.JsonNode;

class ZooTests {
    private static final LetterNature.Ourselves OWN =
            new LetterNature.Ourselves(Set.of("reception@demo.local"), "1", Set.of());
    private static final long TWO_SECONDS = 2_000_000_000L;
    private static final long MOST_BYTES = 200L << 20;

    @TestFactory
    Stream<DynamicTest> eachLetterIsReadAsAClerkWould() {
        return Zoo.animals().stream().map(animal -> DynamicTest.dynamicTest(animal.name(), () -> check(animal)));
    }

    @Test
    void thereAreAtLeastTwoHundred() {
        assertThat(Zoo.animals()).hasSizeGreaterThanOrEqualTo(200);
    }

    /** The CPU time of this thread, so that a busy machine does not count; what was allocated is more than what was held. */
    @Test
    void noLetterCostsMoreThanTwoSecondsOrTwoHundredMegabytes() {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var tooDear = new ArrayList<String>();
        long dearest = 0;
        long fattest = 0;
        Zoo.animals().forEach(animal -> look(animal.bytes())); // warm
        for (var animal : Zoo.animals()) {
            var cpu = threads.getCurrentThreadCpuTime();
            var held = threads.getCurrentThreadAllocatedBytes();
            look(animal.bytes());
            var spent = threads.getCurrentThreadCpuTime() - cpu;
            var allocated = threads.getCurrentThreadAllocatedBytes() - held;
            dearest = Math.max(dearest, spent);
            fattest = Math.max(fattest, allocated);
            if (spent > TWO_SECONDS / 20 || allocated > MOST_BYTES / 4) {
                System.out.printf("ZOO %s: %d ms, %d MB%n", animal.name(), spent / 1_000_000, allocated >> 20);
            }
            if (spent > TWO_SECONDS || allocated > MOST_BYTES) {
                tooDear.add("%s: %d ms, %d MB".formatted(animal.name(), spent / 1_000_000, allocated >> 20));
            }
        }
        System.out.printf("ZOO worst: %d ms CPU, %d MB allocated%n", dearest / 1_000_000, fattest >> 20);
        assertThat(tooDear).isEmpty();
    }

    private record Seen(
            String outcome,
            @Nullable Letter letter,
            @Nullable LetterNature nature,
            boolean encrypted) {}

    private static Seen look(byte[] bytes) {
        var opened = OpenLetter.of(bytes);
        if (opened.hasNoHeaders()) {
            return new Seen("QUARANTINE", null, null, false);
        }
        Letter letter;
        try {
            letter = opened.read();
        } catch (UnreadableLetter e) {
            return new Seen("QUARANTINE", null, null, e.code().equals("MAIL-006"));
        }
        var nature = LetterNature.of(opened, letter, bytes, OWN);
        if (nature instanceof LetterNature.Automatic) {
            return new Seen("AUTOMATIC", letter, nature, false);
        }
        if (nature instanceof LetterNature.Returned) {
            return new Seen("BOUNCE", letter, nature, false);
        }
        var forAPerson = nature instanceof LetterNature.Spam || letter.isEmpty() || letter.from() == null;
        return new Seen(forAPerson ? "QUARANTINE" : "APPEAL", letter, nature, false);
    }

    private static void check(Animal animal) {
        var seen = look(animal.bytes());
        var expected = animal.expected();
        var all = new SoftAssertions();
        all.assertThat(seen.outcome()).as("outcome").isEqualTo(animal.outcome());
        if (expected.path("smime").asString("").equals("ENCRYPTED")) {
            all.assertThat(seen.encrypted()).as("encrypted").isTrue();
        }
        var letter = seen.letter();
        if (letter != null) {
            headers(all, expected, letter);
            texts(all, expected, letter);
            files(all, expected, letter);
            bounce(all, expected, seen.nature());
        }
        all.assertAll();
    }

    private static void headers(SoftAssertions all, JsonNode expected, Letter letter) {
        var from = letter.from();
        var reply = letter.replyTo();
        var proposed = letter.proposed();
        wanted(
                expected,
                "from",
                value -> all.assertThat(letter.fromAddress()).as("from").isEqualTo(value));
        wanted(
                expected,
                "fromName",
                value -> all.assertThat(from == null ? null : from.name())
                        .as("fromName")
                        .isEqualTo(value));
        wanted(
                expected,
                "replyTo",
                value -> all.assertThat(reply == null ? null : reply.address())
                        .as("replyTo")
                        .isEqualTo(value));
        wanted(
                expected,
                "subject",
                value -> all.assertThat(collapsed(letter.subject()))
                        .as("subject")
                        .isEqualTo(collapsed(value)));
        wanted(
                expected,
                "proposedEmail",
                value -> all.assertThat(proposed == null ? null : proposed.address())
                        .as("proposedEmail")
                        .isEqualTo(value));
        wanted(
                expected,
                "proposedName",
                value -> all.assertThat(proposed == null ? null : proposed.name())
                        .as("proposedName")
                        .isEqualTo(value));
        wanted(
                expected,
                "smime",
                value -> all.assertThat(
                                letter.signature() == null
                                        ? null
                                        : letter.signature().form().name())
                        .as("smime")
                        .isEqualTo(value));
    }

    private static void texts(SoftAssertions all, JsonNode expected, Letter letter) {
        var text = collapsed(letter.text());
        wanted(expected, "text", value -> all.assertThat(text).as("text").isEqualTo(collapsed(value)));
        wanted(
                expected,
                "ownText",
                value -> all.assertThat(collapsed(unfolded(letter.text())))
                        .as("ownText")
                        .isEqualTo(collapsed(value)));
        for (var part : list(expected, "textContains")) {
            all.assertThat(text).as("text").contains(collapsed(part));
        }
        for (var part : list(expected, "textLacks")) {
            all.assertThat(text).as("text").doesNotContain(collapsed(part));
        }
        var html = letter.html() == null ? "" : letter.html().toLowerCase(Locale.ROOT);
        for (var part : list(expected, "htmlLacks")) {
            all.assertThat(html).as("html").doesNotContain(part.toLowerCase(Locale.ROOT));
        }
    }

    private static String unfolded(String text) {
        return Quotes.parts(text).stream()
                .filter(part -> !part.isFolded())
                .map(Quotes.Part::text)
                .collect(Collectors.joining("\n"));
    }

    private static void files(SoftAssertions all, JsonNode expected, Letter letter) {
        if (expected.has("files")) {
            all.assertThat(letter.files())
                    .as("files")
                    .hasSize(expected.path("files").size());
            for (int i = 0;
                    i < Math.min(letter.files().size(), expected.path("files").size());
                    i++) {
                file(all, expected.path("files").get(i), letter.files().get(i));
            }
        }
        for (var file : expected.path("filesContain")) {
            all.assertThat(letter.files()).as("files").anyMatch(found -> isLike(file, found));
        }
    }

    private static boolean isLike(JsonNode expected, Letter.File file) {
        return (!expected.has("name") || expected.path("name").asString().equals(file.name()))
                && (!expected.has("size") || expected.path("size").asInt() == file.bytes().length)
                && (!expected.has("startsWith")
                        || new String(file.bytes(), StandardCharsets.ISO_8859_1)
                                .startsWith(expected.path("startsWith").asString()));
    }

    private static void file(SoftAssertions all, JsonNode expected, Letter.File file) {
        wanted(expected, "name", value -> all.assertThat(file.name()).as("file").isEqualTo(value));
        wanted(
                expected,
                "startsWith",
                value -> all.assertThat(new String(file.bytes(), StandardCharsets.ISO_8859_1))
                        .as(file.name())
                        .startsWith(value));
        if (expected.has("size")) {
            all.assertThat(file.bytes().length)
                    .as("size of " + file.name())
                    .isEqualTo(expected.path("size").asInt());
        }
        if (expected.has("inline")) {
            all.assertThat(file.inline())
                    .as("inline " + file.name())
                    .isEqualTo(expected.path("inline").asBoolean());
        }
    }

    private static void bounce(SoftAssertions all, JsonNode expected, @Nullable LetterNature nature) {
        if (nature instanceof LetterNature.Returned returned) {
            for (var id : list(expected, "bounceOf")) {
                all.assertThat(returned.report()).as("report").contains(id);
            }
            wanted(
                    expected,
                    "failedRecipient",
                    value -> all.assertThat(returned.recipient())
                            .as("failedRecipient")
                            .contains(value));
            for (var words : list(expected, "diagnosticContains")) {
                all.assertThat(returned.diagnostic()).as("diagnostic").contains(words);
            }
        }
    }

    private static void wanted(JsonNode expected, String key, Consumer<String> check) {
        if (expected.has(key) && !expected.path(key).isNull()) {
            check.accept(expected.path(key).asString());
        }
    }

    private static List<String> list(JsonNode expected, String key) {
        var found = new ArrayList<String>();
        expected.path(key).forEach(value -> found.add(value.asString()));
        return found;
    }

    private static String collapsed(String text) {
        return text.replaceAll("[\\s\\u00a0]+", " ").strip();
    }
}
