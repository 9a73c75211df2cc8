package ru.priyomnaya.scan;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One letter of one file from the scanner.
 *
 * @param part from 1; 0 for a file that cannot be read
 * @param sha256 of the letter's own pages as a PDF; of the file where it cannot be read
 * @param code stable: {@code SCAN-003}; null while nothing is wrong
 * @param problem sentences for staff
 * @param signed whether ink can be seen where the signature belongs; null where nobody looked
 */
public record Scan(
        UUID id,
        String fileName,
        int part,
        String sha256,
        int pages,
        Instant receivedAt,
        ScanState state,
        @Nullable UUID answerId,
        @Nullable UUID appealId,
        @Nullable String appealNumber,
        @Nullable String code,
        @Nullable String problem,
        @Nullable Boolean signed) {
    static final String SELECT = """
            select s.*, w.appeal_id, a.number from scan s
            left join answer w on w.id = s.answer_id left join appeal a on a.id = w.appeal_id
            """;

    static Scan of(ResultSet row, int n) throws SQLException {
        return new Scan(
                row.getObject("id", UUID.class),
                row.getString("file_name"),
                row.getInt("part"),
                row.getString("sha256"),
                row.getInt("pages"),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                ScanState.valueOf(row.getString("state")),
                row.getObject("answer_id", UUID.class),
                row.getObject("appeal_id", UUID.class),
                row.getString("number"),
                row.getString("code"),
                row.getString("problem"),
                row.getObject("signed", Boolean.class));
    }
}
