package ru.priyomnaya.disclosure;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import ru.priyomnaya.report.Bar;

/**
 * Figures that belong together: a chart of the whole and the table behind it.
 *
 * @param compared with the same days a year before
 */
record Section(String code, String title, boolean compared, List<Line> lines) {
    /**
     * @param ours a name that the office has given: never translated
     * @param before null where the year before is not counted
     * @param parts one for each department, in the order of the report
     * @param inTotal whether the chart shows it: neither the sum nor a part of another line
     */
    record Line(
            String name,
            boolean ours,
            Cell whole,
            @Nullable Cell before,
            String change,
            List<Cell> parts,
            boolean inTotal) {}

    /** @param address of the appeals behind it; null where nobody may see them */
    record Cell(long count, @Nullable String address) {}

    public List<Bar> bars() {
        var sum = drawn().mapToLong(line -> line.whole().count()).sum();
        return Bar.scaled(drawn().map(line -> new Bar(
                line.name(),
                Bar.PLAIN,
                line.whole().count(),
                Bar.share(line.whole().count(), sum),
                line.whole().address(),
                "")));
    }

    private Stream<Line> drawn() {
        return lines.stream().filter(Line::inTotal);
    }
}
