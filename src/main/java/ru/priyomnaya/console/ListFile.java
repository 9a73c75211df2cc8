package ru.priyomnaya.console;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import ru.priyomnaya.paper.CsvFile;

/** A list of the console as CSV, page by page. */
final class ListFile {
    /** Lines of one file at most: more is asked for by days. */
    private static final int MOST = 20_000;

    static final int PAGE = 500;

    private ListFile() {}

    /** @param page its number → its lines, fewer than {@link #PAGE} on the last */
    static void send(
            HttpServletResponse response, String name, List<String> headings, IntFunction<List<List<String>>> page)
            throws IOException {
        var rows = new ArrayList<List<String>>();
        for (int n = 0; rows.size() < MOST; n++) {
            var lines = page.apply(n);
            rows.addAll(lines);
            if (lines.size() < PAGE) {
                break;
            }
        }
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(name + ".csv").build().toString());
        CsvFile.write(response.getOutputStream(), headings, rows.iterator());
    }
}
