package ru.priyomnaya.letter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import ru.priyomnaya.paper.Paper;

/** What a letter costs: processor time of one page, against the same page without letterhead, code and template. */
@Tag("benchmark")
class LetterBenchmark {
    private static final int WARM_UP = 60;
    private static final int LETTERS = 100;

    @Test
    void aPageCostsLittle() throws IOException {
        var body = Printed.text(1).substring(0, 900);
        var html = "<html><body style=\"font-family:'PT Serif'\">" + LetterText.html(body) + "</body></html>";
        for (int i = 0; i < WARM_UP; i++) {
            Printed.letter(body, Printed.KEY, 1);
            Paper.pdf(html);
        }

        var letter = milliseconds(() -> Printed.letter(body, Printed.KEY, 1));
        var bare = milliseconds(() -> Paper.pdf(html));

        System.out.printf(
                "letter: %.1f ms CPU a page; the same text without letterhead: %.1f ms; ratio %.2f%n",
                letter, bare, bare / letter);
        assertThat(letter).isLessThan(100);
    }

    private interface Printing {
        byte[] pdf() throws IOException;
    }

    private static double milliseconds(Printing printing) throws IOException {
        var threads = ManagementFactory.getThreadMXBean();
        var before = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < LETTERS; i++) {
            assertThat(printing.pdf()).isNotEmpty();
        }
        return (threads.getCurrentThreadCpuTime() - before) / 1e6 / LETTERS;
    }
}
