package ru.priyomnaya.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No phrase comes into a screen without its English. */
class PhrasesTests {
    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final Path SOURCES = Path.of("src/main/java/ru/priyomnaya");

    /** Papers, Russian always. */
    private static final List<String> PAPERS = List.of(
            "letter/letter.html",
            "answer/letter.html",
            "answer/notice.html",
            "answer/paper.html",
            "post/registry-print.html",
            "post/envelopes-print.html",
            "report/journal-print.html",
            "disclosure/report-print.html",
            "privacy/act.html");

    /** What is Russian in the sources and no screen: made-up data, letters, words that are looked for, commands, what is drawn on paper. */
    private static final List<String> NO_SCREENS = List.of(
            "generator/",
            "stand/",
            "mime/RussianLetters",
            "mime/Quotes",
            "mime/Mojibake",
            "search/",
            "review/",
            "storage/",
            "alarm/AlarmTelling",
            "mailbox/MailAlarmWay",
            "backup/",
            "setup/",
            "support/",
            "paper/ScannerFolder",
            "dispatch/Wording",
            "evidence/VerifyEvidenceCommand",
            "evidence/Evidence.java",
            "control/Reminders",
            "notification/NotificationDigest",
            "letter/SampleLetters",
            "letter/DocxLetter",
            "letter/LetterKind",
            "letter/Variables",
            "letter/SignatureMark",
            "letter/SignaturePlace",
            "answer/Letterhead",
            "routing/RouteFiles",
            "calendar/CalendarXml",
            "gis/SignTestCommand",
            "gis/FileStore",
            "signing/SignTest",
            "signing/ThrowAwayKey",
            "website/AccountApi",
            "website/AccountProperties",
            "website/WebsiteApi",
            "report/JournalFiles",
            "disclosure/ReportFiles",
            "disclosure/DisclosureApi",
            "survey/SurveyInvitations",
            "inbox/RegisterSheet",
            "journal/Chain",
            "journal/Anchor.java",
            "journal/Anchors.java",
            "journal/JournalCheck",
            "signing/TimeStamp",
            "document/EncryptionKeys",
            "document/Sealed",
            "document/FileDocumentStore",
            "document/ReencryptCommand",
            "privacy/ErasureAct",
            "privacy/Destruction",
            "privacy/PersonExport",
            "evidence/PackageSeal",
            "language/",
            "mailbox/OversizedLetters",
            "access/ApiEntryPoint",
            "website/BodyLimit");

    @Test
    void everyPhraseOfATemplateHasItsEnglish() throws IOException {
        var missing = new TreeSet<String>();
        for (var file : files(TEMPLATES, PAPERS)) {
            missing(TemplatePhrases.of(TEMPLATES.resolve(file)), file, missing);
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void everyPhraseOfAScreenThatTheSourcesHoldHasItsEnglish() throws IOException {
        var missing = new TreeSet<String>();
        var sources = files(SOURCES, NO_SCREENS).stream().map(SOURCES::resolve).toList();
        JavaPhrases.of(sources)
                .forEach((file, phrases) -> missing(phrases, String.valueOf(SOURCES.relativize(file)), missing));

        assertThat(missing).isEmpty();
    }

    private static List<String> files(Path root, List<String> but) {
        try (var files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .filter(file -> file.endsWith(".html") || file.endsWith(".java"))
                    .filter(file -> but.stream().noneMatch(file::startsWith))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void missing(Set<String> phrases, String file, Set<String> missing) {
        phrases.stream().filter(phrase -> !isKnown(phrase)).forEach(phrase -> missing.add(file + ": " + phrase));
    }

    /** Whole, with something in its holes, or as a piece of a longer one. */
    private static boolean isKnown(String phrase) {
        var dictionary = Dictionary.english();
        return dictionary.of(phrase.replace(Phrase.HOLE, "7")).isPresent()
                || dictionary.of(phrase.replace(Phrase.HOLE, "").strip()).isPresent()
                || dictionary.hasPiece(phrase);
    }

    @Test
    void theDictionaryIsEnglish() {
        assertThat(Dictionary.english().size()).isGreaterThan(1500);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Назначено: 3                     | Assigned: 3
            осталось 1 день                  | 1 day left
            осталось 21 день                 | 21 days left
            Спросили: Решение: в работе      | Asked: Decision: в работе
            Иванова, в работе 7, и ещё Петрова | Иванова, in progress 7, и ещё Петрова
            """)
    void holesAreFilled(String russian, String english) {
        var dictionary = new Dictionary(Map.of(
                "Назначено: {}", "Assigned: {0}",
                "осталось {}", "{0} left",
                "{} день", "{0} {0|day|days}",
                "Спросили: {}", "Asked: {0}",
                "Решение", "Decision",
                "в работе {}", "in progress {0}",
                "{}, и ещё {}", "{0}, и ещё {1}"));

        assertThat(dictionary.of(russian)).hasValue(english);
    }

    @Test
    void whatPeopleWroteIsLeftAlone() {
        var dictionary = new Dictionary(Map.of("Счёт", "Bill"));

        assertThat(dictionary.of("Счёт не приходит")).isEmpty();
        assertThat(dictionary.of("Прошу выслать счёт")).isEmpty();
    }
}
