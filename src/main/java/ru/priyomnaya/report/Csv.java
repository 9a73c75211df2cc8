package ru.priyomnaya.report;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** One table as a CSV file with semicolons and a byte order mark: as a Russian Excel opens it. */
public final class Csv {
    private Csv() {}

    /** Written line by line; {@code out} stays open. */
    public static void write(OutputStream out, List<String> headings, Iterator<List<String>> rows) throws IOException {
        var text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        text.write('\uFEFF');
        var csv = new CSVPrinter(
                text,
                CSVFormat.EXCEL
                        .builder()
                        .setDelimiter(';')
                        .setRecordSeparator("\r\n")
                        .get());
        csv.printRecord(headings);
        while (rows.hasNext()) {
            csv.printRecord(rows.next().stream().map(Csv::harmless).toList());
        }
        csv.flush();
    }

    /** A cell that a spreadsheet would take for a formula becomes text (OWASP, CSV injection). */
    private static String harmless(String cell) {
        return !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }
}
