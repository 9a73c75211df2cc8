package ru.priyomnaya.privacy;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ru.priyomnaya.organization.Organizations;

/** Why the data of an appeal or a message have to stay for now. */
@Component
class Obstacles {
    /** When a matter ended: the last thing that was done to it, beside reading. Over {@code appeal a}. */
    static final String ENDED =
            "coalesce((select max(j.at) from journal_entry j where j.appeal_id = a.id and j.event <> 'APPEAL_READ'), a.registered_at)";

    private final JdbcClient jdbc;
    private final Organizations organizations;
    private final Clock clock;

    Obstacles(JdbcClient jdbc, Organizations organizations, Clock clock) {
        this.jdbc = jdbc;
        this.organizations = organizations;
        this.clock = clock;
    }

    /**
     * Russian sentences; empty when the data may go.
     *
     * @param early a person's demand goes before the term of keeping
     */
    List<String> ofAppeal(UUID appeal, boolean early) {
        return jdbc.sql("""
                        select a.erased_at is not null, a.status in ('REGISTERED', 'ASSIGNED', 'IN_WORK', 'ON_APPROVAL', 'SIGNED'),
                          exists (select 1 from legal_hold h where h.appeal_id = a.id and h.lifted_at is null),
                          exists (select 1 from delivery d where d.appeal_id = a.id and d.state in ('WAITING', 'SENDING', 'UNDERWAY', 'BY_HAND'))
                            or exists (select 1 from gis_action x where x.appeal_id = a.id and x.state in ('WAITING', 'SENDING')),
                          %s, (select months from processing_kind where kind = 'APPEAL')
                        from appeal a where a.id = :appeal
                        """.formatted(ENDED))
                .param("appeal", appeal)
                .query((row, n) -> sentences(
                        row.getBoolean(1),
                        row.getBoolean(2),
                        row.getBoolean(3),
                        row.getBoolean(4),
                        early ? null : over(row.getObject(5, OffsetDateTime.class), row.getObject(6, Integer.class))))
                .optional()
                .orElse(List.of("Такого обращения нет"));
    }

    /** As {@link #ofAppeal}, for a message that no appeal came of. */
    List<String> ofMessage(long intake, boolean early) {
        return jdbc.sql("""
                        select i.erased_at is not null, i.state in ('STORED', 'QUARANTINED') or i.appeal_id is not null, i.received_at,
                          (select months from processing_kind where kind = 'MESSAGE')
                        from intake i where i.id = :id
                        """)
                .param("id", intake)
                .query((row, n) -> sentences(
                        row.getBoolean(1),
                        row.getBoolean(2),
                        false,
                        false,
                        early ? null : over(row.getObject(3, OffsetDateTime.class), row.getObject(4, Integer.class))))
                .optional()
                .orElse(List.of("Такого сообщения нет"));
    }

    /** @param over when the term of keeping ends; null when nobody asks */
    private record Term(@Nullable Instant over) {}

    private static Term over(OffsetDateTime ended, @Nullable Integer months) {
        return new Term(months == null ? null : ended.plusMonths(months).toInstant());
    }

    private List<String> sentences(boolean erased, boolean open, boolean held, boolean underWay, @Nullable Term term) {
        var why = new ArrayList<String>();
        if (erased) {
            why.add("Данные уже уничтожены");
        }
        if (open) {
            why.add("Работа не закончена");
        }
        if (held) {
            why.add("Уничтожение запрещено");
        }
        if (underWay) {
            why.add("Отправка не закончена");
        }
        if (term != null) {
            var over = term.over();
            if (over == null) {
                why.add("Хранится постоянно");
            } else if (over.isAfter(clock.instant())) {
                why.add("Срок хранения — до %s"
                        .formatted(Days.shown(over, organizations.first().zone())));
            }
        }
        return why;
    }
}
