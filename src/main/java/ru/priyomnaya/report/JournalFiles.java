package ru.priyomnaya.report;

import java.io.IOException;
import java.io.OutputStream;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import ru.priyomnaya.organization.Organizations;
import ru.priyomnaya.paper.Paper;
import ru.priyomnaya.paper.Spreadsheet;
import ru.priyomnaya.paper.Spreadsheet.Column;
import ru.priyomnaya.report.RegistrationJournal.Line;
import ru.priyomnaya.report.RegistrationJournal.Period;

/** The journal as CSV, XLSX and PDF. */
@Component
class JournalFiles {
    static final int MOST_PRINTED = 5_000;
    private static final List<Column> COLUMNS = List.of(
            new Column("Номер", 12),
            new Column("Дата регистрации", 14),
            new Column("Канал", 18),
            new Column("Заявитель", 32),
            new Column("Вид", 14),
            new Column("О чём", 48),
            new Column("Исполнитель", 20),
            new Column("Срок", 12),
            new Column("Состояние", 18),
            new Column("Ответ отправлен", 16));
    private static final List<String> HEADINGS =
            COLUMNS.stream().map(Column::heading).toList();
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu");

    private final Organizations organizations;
    private final ITemplateEngine templates;

    JournalFiles(Organizations organizations, ITemplateEngine templates) {
        this.organizations = organizations;
        this.templates = templates;
    }

    void csv(Iterator<Line> lines, OutputStream out) throws Export.Failed {
        try {
            Csv.write(out, HEADINGS, cells(lines));
        } catch (IOException e) {
            throw new Export.Failed(e);
        }
    }

    private Iterator<List<String>> cells(Iterator<Line> lines) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(lines, 0), false)
                .map(this::cells)
                .iterator();
    }

    void xlsx(Iterator<Line> lines, OutputStream out) throws Export.Failed {
        try {
            Spreadsheet.write(out, "Журнал регистрации", COLUMNS, cells(lines));
        } catch (IOException e) {
            throw new Export.Failed(e);
        }
    }

    /** At most {@value #MOST_PRINTED} lines: more is no paper that anybody reads. */
    void pdf(Period period, Iterator<Line> lines, OutputStream out) throws Export.Failed {
        var rows = new ArrayList<List<String>>();
        lines.forEachRemaining(line -> rows.add(cells(line)));
        var context = new Context(Locale.forLanguageTag("ru"));
        context.setVariable("organization", organizations.first());
        context.setVariable("from", DAY.format(period.from()));
        context.setVariable("until", DAY.format(period.until()));
        context.setVariable("headings", HEADINGS);
        context.setVariable("rows", rows);
        try {
            out.write(Paper.pdf(templates.process("report/journal-print", context)));
        } catch (IOException e) {
            throw new Export.Failed(e);
        }
    }

    private List<String> cells(Line line) {
        var zone = organizations.first().zone();
        return List.of(
                line.number(),
                DAY.format(line.registered().atZone(zone)),
                line.channel().inRussian(),
                line.applicant(),
                line.kind().inRussian(),
                line.about(),
                line.executor(),
                DAY.format(line.due()),
                line.status().inRussian(),
                line.answered() == null ? "" : DAY.format(line.answered().atZone(zone)));
    }
}
