package ru.priyomnaya.gis;

import static ru.priyomnaya.gis.GisChannel.at;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.priyomnaya.document.Documents;
import ru.priyomnaya.routing.RouteBean;

/**
 * Forgets readings that have ended: every few minutes brings a message and a whole month of appeals. Each appeal's own fragment
 * stays, and so does every message that carried an action, with its result.
 */
@RouteBean(
        value = "gisPrune",
        does =
                "забывает прочитанные выгрузки ГИС ЖКХ старше `priyomnaya.gis.keep-readings`; сообщения с действиями остаются",
        gives = "сколько выгрузок забыто")
class GisPrune {
    private static final int PORTION = 200;

    private final GisProperties properties;
    private final JdbcClient jdbc;
    private final Documents documents;
    private final Clock clock;

    GisPrune(GisProperties properties, JdbcClient jdbc, Documents documents, Clock clock) {
        this.properties = properties;
        this.jdbc = jdbc;
        this.documents = documents;
        this.clock = clock;
    }

    /** Returns how many readings it forgot; call again until there are none. */
    public int prune() {
        var old = jdbc.sql("""
                        delete from gis_exchange where id in (
                          select id from gis_exchange
                          where operation <> 'IMPORT_ANSWER' and (finished_at < :before or (holds_erased and finished_at is not null)
                            or finished_at <= (select max(erased_at) from gis_appeal)) -- it may have held what was erased then
                          order by finished_at limit :most)
                        returning request_sha256, result_sha256
                        """)
                .param("before", at(clock.instant().minus(properties.keepReadings())))
                .param("most", PORTION)
                .query((row, n) -> Stream.of(row.getString(1), row.getString(2))
                        .filter(Objects::nonNull)
                        .toList())
                .list();
        old.stream().flatMap(List::stream).distinct().forEach(documents::release);
        return old.size();
    }
}
