package ru.priyomnaya.disclosure;

import java.io.IOException;
import java.io.OutputStream;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import ru.priyomnaya.organization.Organizations;
import ru.priyomnaya.paper.CsvFile;
import ru.priyomnaya.paper.Paper;
import ru.priyomnaya.paper.Spreadsheet;
import ru.priyomnaya.paper.Spreadsheet.Column;

/** A report as CSV, XLSX and PDF: one table, a line for each figure, a column for each department. */
@Component
class ReportFiles {
    private static final int WIDE = 48;
    private static final int NARROW = 16;
    private static final DateTimeFormatter MONTH =
            DateTimeFormatter.ofPattern("LLLL uuuu", Locale.forLanguageTag("ru"));
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu");

    private final Organizations organizations;
    private final ITemplateEngine templates;

    ReportFiles(Organizations organizations, ITemplateEngine templates) {
        this.organizations = organizations;
        this.templates = templates;
    }

    void csv(Report report, OutputStream out) throws IOException {
        CsvFile.write(
                out,
                columns(report).stream().map(Column::heading).toList(),
                rows(report).iterator());
    }

    void xlsx(Report report, OutputStream out) throws IOException {
        Spreadsheet.write(out, "Отчёт", columns(report), rows(report).iterator());
    }

    void pdf(Report report, OutputStream out) throws IOException {
        var context = new Context(Locale.forLanguageTag("ru"));
        context.setVariable("organization", organizations.first());
        context.setVariable("from", DAY.format(report.from()));
        context.setVariable("until", DAY.format(report.until()));
        context.setVariable("asOf", DAY.format(report.asOf()));
        context.setVariable("department", report.whole().name());
        context.setVariable(
                "headings", columns(report).stream().map(Column::heading).toList());
        context.setVariable("rows", rows(report));
        out.write(Paper.pdf(templates.process("disclosure/report-print", context)));
    }

    private static List<Column> columns(Report report) {
        var columns = new ArrayList<>(List.of(
                new Column("Раздел", 24),
                new Column("Показатель", WIDE),
                new Column("Значение", NARROW),
                new Column("Год назад", NARROW),
                new Column("Изменение", NARROW)));
        report.departments().forEach(part -> columns.add(new Column(String.valueOf(part.name()), NARROW)));
        return columns;
    }

    private static List<List<String>> rows(Report report) {
        var rows = new ArrayList<List<String>>();
        for (var section : Sections.of(report).all()) {
            for (var line : section.lines()) {
                var row = new ArrayList<>(List.of(
                        section.title(),
                        line.name(),
                        String.valueOf(line.whole().count()),
                        line.before() == null
                                ? ""
                                : String.valueOf(line.before().count()),
                        line.change()));
                line.parts().forEach(cell -> row.add(String.valueOf(cell.count())));
                rows.add(row);
            }
        }
        rows.add(row(
                report,
                "Оценки ответов",
                "Средняя оценка",
                part -> text(part.marks().mean())));
        for (int n = 0; n < report.whole().served().size(); n++) {
            var at = n;
            var served = report.whole().served().get(at);
            var where = MONTH.format(served.month()) + (served.inPerson() ? ", личный приём" : ", дистанционно");
            rows.add(row(
                    report,
                    "Время по месяцам",
                    where + ": записей",
                    part -> String.valueOf(part.served().get(at).records())));
            rows.add(row(
                    report,
                    "Время по месяцам",
                    where + ": ожидание в среднем, с",
                    part -> text(part.served().get(at).meanWaitingSeconds())));
            rows.add(row(
                    report,
                    "Время по месяцам",
                    where + ": обслуживание в среднем, с",
                    part -> text(part.served().get(at).meanServiceSeconds())));
        }
        rows.add(row(
                report,
                "Опоздания",
                "Дней опоздания всего",
                part -> String.valueOf(part.late().days())));
        rows.add(row(
                report,
                "Опоздания",
                "Дней опоздания, наибольшее",
                part -> String.valueOf(part.late().mostDays())));
        rows.add(row(report, "Опоздания", "Начальник отдела", part -> text(part.head())));
        for (var one : report.whole().late().executors()) {
            rows.add(alone(
                    report,
                    "Опоздания по исполнителям",
                    one.name() == null ? "Без исполнителя" : one.name(),
                    "с опозданием %d, в работе %d, дней %d, наибольшее %d"
                            .formatted(one.answered(), one.open(), one.days(), one.mostDays())));
        }
        for (var measure : report.measures()) {
            rows.add(alone(
                    report,
                    "Программа качества, " + measure.year(),
                    measure.text(),
                    "план: %s; сделано: %s".formatted(measure.planned(), measure.done())));
        }
        return rows;
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString().replace('.', ',');
    }

    private static List<String> row(Report report, String section, String name, Function<Part, String> value) {
        return Stream.concat(
                        Stream.of(section, name, value.apply(report.whole()), "", ""),
                        report.departments().stream().map(value))
                .toList();
    }

    private static List<String> alone(Report report, String section, String name, String value) {
        return Stream.concat(
                        Stream.of(section, name, value, "", ""),
                        report.departments().stream().map(part -> ""))
                .toList();
    }
}
