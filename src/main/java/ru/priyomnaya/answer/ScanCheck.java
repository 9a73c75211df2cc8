package ru.priyomnaya.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import ru.priyomnaya.letter.LetterCode.OnPage;
import ru.priyomnaya.letter.ScannedPage;

/** Whether pages from a scanner are this letter, whole and legible. Each problem is a sentence for staff. */
final class ScanCheck {
    private static final int COARSEST = 95; // dots an inch; a fax of standard resolution has 98 lines

    private ScanCheck() {}

    /** What nobody may attach, whoever looked at it: another letter, an older one, no paper at all. */
    static List<String> refusals(Answer answer, List<ScannedPage> pages) {
        var problems = new ArrayList<String>();
        for (var page : pages) {
            var code = page.code();
            if (code == null) {
                continue;
            }
            var number = page.number() + 1;
            if (!answer.code().filter(code.letter().key()::equals).isPresent()) {
                problems.add("На странице %d код другого письма".formatted(number));
            } else if (code.letter().edition() != answer.edition()) {
                problems.add("Страница %d — прежняя редакция письма: распечатайте и подпишите новую".formatted(number));
            } else if (page.resolution() == 0) {
                problems.add("Страница %d — само письмо, а не скан: распечатайте, подпишите, отсканируйте"
                        .formatted(number));
            }
        }
        if (pages.stream().allMatch(ScannedPage::blank)) {
            problems.add("Все страницы пустые");
        }
        return problems;
    }

    /** What a person has to look at before it leaves: everything that a program cannot be sure of. */
    static List<String> doubts(Answer answer, List<ScannedPage> pages) {
        var problems = new ArrayList<String>();
        var written = pages.stream().filter(page -> !page.blank()).toList();
        var codes = written.stream()
                .map(ScannedPage::code)
                .flatMap(java.util.stream.Stream::ofNullable)
                .toList();
        var expected = answer.letterPages() == null ? codes.size() : answer.letterPages();
        IntStream.rangeClosed(1, expected).forEach(number -> {
            var found = codes.stream().filter(code -> code.page() == number).count();
            if (found == 0) {
                problems.add("Нет страницы %d из %d".formatted(number, expected));
            } else if (found > 1) {
                problems.add("Страница %d отсканирована дважды".formatted(number));
            }
        });
        if (codes.stream().map(OnPage::pages).anyMatch(pagesSaid -> pagesSaid != expected)) {
            problems.add("Число страниц на коде не то, что у письма");
        }
        for (var page : written) {
            if (page.code() == null) {
                problems.add("На странице %d код не читается".formatted(page.number() + 1));
            }
            if (page.resolution() > 0 && page.resolution() < COARSEST) {
                problems.add("Страница %d: разрешение %d точек на дюйм, нужно от 150"
                        .formatted(page.number() + 1, page.resolution()));
            }
        }
        return problems;
    }
}
