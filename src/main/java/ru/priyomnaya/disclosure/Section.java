package ru.priyomnaya.disclosure;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import ru.priyomnaya.report.Bar;

/**
 * Figures that belong together: a chart of the whole and the table behind it.
 *
 * @param compared with the same days a year before
 * @param sum what the shares in the chart are of
 */
record Section(String code, String title, boolean compared, long sum, List<Line> lines) {
    /** Of lines that share everything out among themselves. */
    static Section whole(String code, String title, boolean compared, List<Line> lines) {
        return new Section(
                code,
                title,
                compared,
                drawn(lines).mapToLong(line -> line.whole().count()).sum(),
                lines);
    }

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

    /** Lines of nought stand in the table alone. */
    public List<Bar> bars() {
        return Bar.scaled(drawn(lines)
                .map(line -> new Bar(
                        line.name(),
                        Bar.PLAIN,
                        line.whole().count(),
                        Bar.share(line.whole().count(), sum),
                        line.whole().address(),
                        "")));
    }

    private static Stream<Line> drawn(List<Line> lines) {
        return lines.stream().filter(line -> line.inTotal() && line.whole().count() > 0);
    }
}
