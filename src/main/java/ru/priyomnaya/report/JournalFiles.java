package ru.priyomnaya.report;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import ru.priyomnaya.organization.Organizations;
import ru.priyomnaya.paper.Paper;
import ru.priyomnaya.report.RegistrationJournal.Line;
import ru.priyomnaya.report.RegistrationJournal.Period;

/** The journal as CSV, XLSX and PDF. */
@Component
class JournalFiles {
    static final int MOST_PRINTED = 5_000;
    private static final List<String> HEADINGS = List.of(
            "Номер",
            "Дата регистрации",
            "Канал",
            "Заявитель",
            "Вид",
            "О чём",
            "Исполнитель",
            "Срок",
            "Состояние",
            "Ответ отправлен");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu");
    private static final int LONGEST_CELL = 1_000; // a spreadsheet takes 32 767
    private static final int WINDOW = 200;
    private static final int[] WIDTHS = {12, 14, 18, 32, 14, 48, 20, 12, 18, 16};

    private final Organizations organizations;
    private final ITemplateEngine templates;

    JournalFiles(Organizations organizations, ITemplateEngine templates) {
        this.organizations = organizations;
        this.templates = templates;
    }

    /** With semicolons and a byte order mark: as a Russian Excel opens it. */
    void csv(Iterator<Line> lines, OutputStream out) throws Export.Failed {
        try {
            var text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            text.write('\uFEFF');
            var csv = new CSVPrinter(
                    text,
                    CSVFormat.EXCEL
                            .builder()
                            .setDelimiter(';')
                            .setRecordSeparator("\r\n")
                            .get());
            csv.printRecord(HEADINGS);
            while (lines.hasNext()) {
                csv.printRecord(
                        cells(lines.next()).stream().map(JournalFiles::harmless).toList());
            }
            csv.flush();
        } catch (IOException e) {
            throw new Export.Failed(e);
        }
    }

    /** A cell that a spreadsheet would take for a formula becomes text (OWASP, CSV injection). */
    private static String harmless(String cell) {
        return !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }

    void xlsx(Iterator<Line> lines, OutputStream out) throws Export.Failed {
        try (var book = new SXSSFWorkbook(WINDOW)) {
            var sheet = book.createSheet("Журнал регистрации");
            sheet.createFreezePane(0, 1);
            for (int column = 0; column < WIDTHS.length; column++) {
                sheet.setColumnWidth(column, WIDTHS[column] * 256);
            }
            var bold = book.createCellStyle();
            var font = book.createFont();
            font.setBold(true);
            bold.setFont(font);
            var heading = sheet.createRow(0);
            for (int column = 0; column < HEADINGS.size(); column++) {
                var cell = heading.createCell(column);
                cell.setCellValue(HEADINGS.get(column));
                cell.setCellStyle(bold);
            }
            for (int n = 1; lines.hasNext(); n++) {
                var row = sheet.createRow(n);
                var cells = cells(lines.next());
                for (int column = 0; column < cells.size(); column++) {
                    row.createCell(column).setCellValue(shortened(cells.get(column)));
                }
            }
            book.write(out);
        } catch (IOException e) {
            throw new Export.Failed(e);
        }
    }

    private static String shortened(String cell) {
        return cell.length() <= LONGEST_CELL ? cell : cell.substring(0, LONGEST_CELL);
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
