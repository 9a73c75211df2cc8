package ru.priyomnaya.paper;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.List;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;

/** One table as an XLSX file, written line by line: its length costs no memory. */
public final class Spreadsheet {
    private static final int LONGEST_CELL = 1_000; // a spreadsheet takes 32 767
    private static final int WINDOW = 200;
    private static final int CHARACTER = 256;

    private Spreadsheet() {}

    /** @param width of the column, in characters */
    public record Column(String heading, int width) {}

    /**
     * Cells are written as text, so that nothing in them is a formula; longer ones than a thousand characters are cut.
     *
     * @param name of the sheet, at most 31 characters
     * @param rows as many cells each as there are columns
     */
    public static void write(OutputStream out, String name, List<Column> columns, Iterator<List<String>> rows)
            throws IOException {
        try (var book = new SXSSFWorkbook(WINDOW)) {
            var sheet = book.createSheet(name);
            sheet.createFreezePane(0, 1);
            var bold = book.createCellStyle();
            var font = book.createFont();
            font.setBold(true);
            bold.setFont(font);
            var heading = sheet.createRow(0);
            for (int at = 0; at < columns.size(); at++) {
                sheet.setColumnWidth(at, columns.get(at).width() * CHARACTER);
                var cell = heading.createCell(at);
                cell.setCellValue(columns.get(at).heading());
                cell.setCellStyle(bold);
            }
            for (int n = 1; rows.hasNext(); n++) {
                var row = sheet.createRow(n);
                var cells = rows.next();
                for (int at = 0; at < cells.size(); at++) {
                    row.createCell(at).setCellValue(shortened(cells.get(at)));
                }
            }
            book.write(out);
        }
    }

    private static String shortened(String cell) {
        return cell.length() <= LONGEST_CELL ? cell : cell.substring(0, LONGEST_CELL);
    }
}
