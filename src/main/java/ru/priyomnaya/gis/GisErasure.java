package ru.priyomnaya.gis;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Takes an appeal out of the archive of readings: each of them holds many people, and none is needed after it was applied. */
@Service
public class GisErasure {
    private final JdbcClient jdbc;

    GisErasure(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Forgets all readings that have ended, when the appeal is in ГИС ЖКХ at all; returns the documents that held them. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<String> forgetReadings(UUID appeal) {
        if (jdbc.sql("select 1 from gis_appeal where appeal_id = :appeal")
                .param("appeal", appeal)
                .query()
                .listOfRows()
                .isEmpty()) {
            return List.of();
        }
        return jdbc
                .sql("""
                        delete from gis_exchange where operation <> 'IMPORT_ANSWER' and finished_at is not null
                        returning request_sha256, result_sha256
                        """)
                .query((row, n) -> Stream.of(row.getString(1), row.getString(2))
                        .filter(Objects::nonNull)
                        .toList())
                .list()
                .stream()
                .flatMap(List::stream)
                .toList();
    }
}
