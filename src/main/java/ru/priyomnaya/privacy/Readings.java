package ru.priyomnaya.privacy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.appeal.RegisterEvent.ReadingsExported;
import ru.priyomnaya.organization.Organizations;

/** Who has read what and when, out of the journal (152-ФЗ, ст. 19, ч. 2, п. 8). */
@Service
class Readings {
    static final int PAGE = 100;
    private static final int MOST_EXPORTED = 50_000;

    private final JdbcClient jdbc;
    private final Organizations organizations;
    private final ApplicationEventPublisher events;

    Readings(JdbcClient jdbc, Organizations organizations, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.organizations = organizations;
        this.events = events;
    }

    /**
     * What is asked for; a null asks for all.
     *
     * @param person user name
     * @param from and {@code until} both included
     */
    record Filter(
            @Nullable String person,
            @Nullable UUID appeal,
            @Nullable String number,
            @Nullable LocalDate from,
            @Nullable LocalDate until) {}

    /** @param isExport the whole case was taken away as a file; otherwise something of it was opened */
    record Reading(
            long id, Instant at, String person, @Nullable String name, UUID appealId, String number, boolean isExport) {
        public String what() {
            return isExport ? "выгрузил всё дело" : "открыл карточку или файл";
        }
    }

    /**
     * Newest first.
     *
     * @param before the id of the last that was shown; the largest for the first page
     */
    @PreAuthorize(ErasureDesk.READERS)
    public List<Reading> page(Filter filter, long before) {
        return read(filter, before, PAGE + 1);
    }

    private List<Reading> read(Filter filter, long before, int most) {
        var zone = organizations.first().zone();
        var from = filter.from();
        var until = filter.until();
        return jdbc.sql("""
                        select e.id, e.at, e.actor, concat_ws(' ', p.last_name, left(p.first_name, 1) || '.', left(p.middle_name, 1) || '.'),
                          a.id, a.number, e.event = 'EVIDENCE_TAKEN'
                        from journal_entry e join appeal a on a.id = e.appeal_id left join person p on p.username = e.actor
                        where e.event in ('APPEAL_READ', 'EVIDENCE_TAKEN') and e.id < :before
                          and (cast(:person as text) is null or e.actor = :person)
                          and (cast(:appeal as uuid) is null or e.appeal_id = :appeal)
                          and (cast(:number as text) is null or e.appeal_id = (select n.id from appeal n where n.number = :number limit 1))
                          and (cast(:from as timestamptz) is null or e.at >= :from)
                          and (cast(:until as timestamptz) is null or e.at < :until)
                        order by e.id desc limit :most
                        """)
                .param("before", before)
                .param("person", blankToNull(filter.person()))
                .param("appeal", filter.appeal())
                .param("number", blankToNull(filter.number()))
                .param("from", from == null ? null : from.atStartOfDay(zone).toOffsetDateTime())
                .param(
                        "until",
                        until == null
                                ? null
                                : until.plusDays(1).atStartOfDay(zone).toOffsetDateTime())
                .param("most", most)
                .query((row, n) -> new Reading(
                        row.getLong(1),
                        row.getObject(2, OffsetDateTime.class).toInstant(),
                        row.getString(3),
                        row.getString(4),
                        row.getObject(5, UUID.class),
                        row.getString(6),
                        row.getBoolean(7)))
                .list();
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** The newest {@value #MOST_EXPORTED}, as a Russian Excel opens it; written down in the journal. */
    @PreAuthorize(ErasureDesk.READERS)
    @Transactional
    public void csv(Filter filter, OutputStream out) throws IOException {
        var lines = read(filter, Long.MAX_VALUE, MOST_EXPORTED);
        events.publishEvent(new ReadingsExported(lines.size()));
        var zone = organizations.first().zone();
        var text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        text.write('\uFEFF');
        var csv = new CSVPrinter(
                text,
                CSVFormat.EXCEL
                        .builder()
                        .setDelimiter(';')
                        .setRecordSeparator("\r\n")
                        .get());
        csv.printRecord("Когда", "Имя для входа", "Кто", "Обращение", "Что");
        for (var line : lines) {
            csv.printRecord(Stream.of(
                            Days.time(line.at(), zone),
                            line.person(),
                            line.name() == null ? "" : line.name(),
                            line.number(),
                            line.what())
                    .map(Readings::harmless)
                    .toList());
        }
        csv.flush();
    }

    /** A cell that a spreadsheet would take for a formula becomes text (OWASP, CSV injection). */
    private static String harmless(String cell) {
        return !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }
}
