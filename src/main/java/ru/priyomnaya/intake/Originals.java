package ru.priyomnaya.intake;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import ru.priyomnaya.appeal.Channel;

/** Which message an appeal was registered from. */
@Service
public class Originals {
    private final JdbcClient jdbc;

    Originals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param extension with the dot */
    public record Original(String sha256, String mediaType, String extension) {}

    public Optional<Original> of(UUID appealId) {
        return jdbc.sql(
                        "select sha256, channel from intake where appeal_id = :appeal and state = 'REGISTERED' order by id limit 1")
                .param("appeal", appealId)
                .query((row, n) -> original(row.getString(1), Channel.valueOf(row.getString(2))))
                .optional();
    }

    /** What the channel found out beside the content; {@link Facts#NONE} when nothing. */
    public Facts facts(UUID appealId) {
        return jdbc.sql("""
                        select proposed_email, proposed_name, signature from intake
                        where appeal_id = :appeal and state = 'REGISTERED' order by id limit 1
                        """)
                .param("appeal", appealId)
                .query((row, n) -> new Facts(List.of(), row.getString(1), row.getString(2), row.getString(3)))
                .optional()
                .orElse(Facts.NONE);
    }

    /** What the bytes of a channel are. */
    public static Original original(String sha256, Channel channel) {
        return switch (channel) {
            case EMAIL -> new Original(sha256, "message/rfc822", ".eml");
            case WEBSITE, ACCOUNT, POST, PHONE, VISIT, FAX -> new Original(sha256, "application/json", ".json");
            case GIS -> new Original(sha256, "application/xml", ".xml");
        };
    }
}
