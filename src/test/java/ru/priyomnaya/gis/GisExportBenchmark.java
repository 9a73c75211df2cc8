package ru.priyomnaya.gis;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import ru.priyomnaya.GatewayProcess;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.Priyomnaya;
import ru.priyomnaya.document.DocumentStore;
import ru.priyomnaya.document.Documents;
import ru.priyomnaya.stand.gis.GisStandAlone;

/** Ten thousand appeals in one result: how fast against the same rows by JDBC, and within which heap. */
@Tag("benchmark")
class GisExportBenchmark {
    private static final int APPEALS = 10_000;
    private static final int PORTION = 100;
    private static final String TEXT =
            "<p>Прошу пересчитать начисления за ноябрь. Показания переданы вовремя.</p>".repeat(12);

    @Test
    void oneResultIsApplied() throws Exception {
        var home = Files.createTempDirectory(Files.createDirectories(Path.of("target", "homes")), "gis-export");
        try (var postgres = EmbeddedPostgres.start()) {
            var url = postgres.getJdbcUrl("postgres", "postgres") + "&reWriteBatchedInserts=true";
            try (var gateway = new SpringApplicationBuilder(Priyomnaya.class)
                    .run(
                            "--server.port=0",
                            "--spring.datasource.url=" + url,
                            "--priyomnaya.home=" + home,
                            "--priyomnaya.routes=" + Files.createTempDirectory("no-routes"),
                            "--priyomnaya.admin.password=demo")) {
                apply(gateway, 1_000); // warm
                var applied = apply(gateway, APPEALS);
                var sql = bySql(url, PORTION);
                var rowByRow = bySql(url, 1);
                System.out.printf("""

                        BENCHMARK export, %d appeals in one result
                          applied: mirror, intake log, files on disk %8.0f appeals/s
                          the same rows by JDBC, hundreds batched    %8.0f /s, ratio %.2f
                          the same rows by JDBC, one by one          %8.0f /s, ratio %.2f (goal 0.5)

                        """, APPEALS, applied, sql, applied / sql, rowByRow, applied / rowByRow);
            }
        }
    }

    private static double apply(ConfigurableApplicationContext gateway, int count) throws Exception {
        var exchange = stored(gateway, result(count));
        var begin = System.nanoTime();
        gateway.getBean(ExportApplication.class).apply(exchange);
        var seconds = (System.nanoTime() - begin) / 1e9;
        assertThat(gateway.getBean(Exchanges.class)
                        .find(exchange.id())
                        .orElseThrow()
                        .summary())
                .isEqualTo("Обращений %d, новых %1$d, изменённых 0".formatted(count));
        return count / seconds;
    }

    private static Exchange stored(ConfigurableApplicationContext gateway, byte[] result) throws Exception {
        var exchanges = gateway.getBean(Exchanges.class);
        var document = gateway.getBean(DocumentStore.class).put(new ByteArrayInputStream(result));
        var id = UUID.randomUUID();
        gateway.getBean(TransactionTemplate.class).executeWithoutResult(status -> {
            gateway.getBean(Documents.class).keep(List.of(document));
            exchanges.insert(
                    id,
                    gateway.getBean(GisChannel.class).organization(),
                    Operation.EXPORT_WINDOW,
                    List.of("2026-11-01", "2026-11-23"),
                    UUID.randomUUID(),
                    document.sha256(),
                    null,
                    Instant.now());
            exchanges.stored(id, document.sha256());
        });
        return exchanges.find(id).orElseThrow();
    }

    private static byte[] result(int count) {
        var xml = new StringBuilder("""
                <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" \
                xmlns:a="http://dom.gosuslugi.ru/schema/integration/appeals/" \
                xmlns:b="http://dom.gosuslugi.ru/schema/integration/base/"><soap:Body><a:getStateResult b:version="12.2.0.5">\
                <b:RequestState>3</b:RequestState><b:MessageGUID>%s</b:MessageGUID>""".formatted(UUID.randomUUID()));
        for (int i = 0; i < count; i++) {
            xml.append("""
                    <a:ExportAppealResult><a:AppealGUID>%s</a:AppealGUID><a:ApplicantInfo><a:Person>\
                    <a:Surname>Иванова</a:Surname><a:FirstName>Анна</a:FirstName></a:Person>\
                    <a:AppealEmail>anna%d@example.ru</a:AppealEmail></a:ApplicantInfo>\
                    <a:AppealNumber>76-2026-%d</a:AppealNumber><a:AppealCreateDate>2026-11-20</a:AppealCreateDate>\
                    <a:AnotherTopic>Начисления</a:AnotherTopic><b:OKTMO><b:code>78705000</b:code></b:OKTMO>\
                    <a:AppealText>%s</a:AppealText><a:AppealStatus>Send</a:AppealStatus></a:ExportAppealResult>""".formatted(
                            UUID.randomUUID(), i, i, TEXT.replace("<", "&lt;").replace(">", "&gt;")));
        }
        return xml.append("</a:getStateResult></soap:Body></soap:Envelope>")
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The rows of one appeal, from a program that does nothing else; commits every hundred. */
    private static double bySql(String url, int together) throws SQLException {
        try (var connection = DriverManager.getConnection(url)) {
            connection.setAutoCommit(false);
            try (var document = connection.prepareStatement(
                            "insert into document (sha256, size, created_at) values (?, 1500, now())");
                    var mirror = connection.prepareStatement("""
                            insert into gis_appeal (guid, organization_id, number, status, raw_sha256, seen_at, changed_at)
                            values (?, (select id from organization limit 1), '76-2026-1', 'Send', ?, now(), now())
                            """);
                    var intake = connection.prepareStatement("""
                            insert into intake (organization_id, channel, external_id, fingerprint, sha256, size,
                              received_at, stored_at, state)
                            values ((select id from organization limit 1), 'GIS', ?, '', ?, 1500, now(), now(), 'STORED')
                            """)) {
                var begin = System.nanoTime();
                for (int i = 1; i <= APPEALS; i++) {
                    var guid = UUID.randomUUID();
                    var sha256 = (guid + "" + guid).replace("-", "").substring(0, 64);
                    document.setString(1, sha256);
                    mirror.setObject(1, guid);
                    mirror.setString(2, sha256);
                    intake.setString(1, guid.toString());
                    intake.setString(2, sha256);
                    for (var statement : List.of(document, mirror, intake)) {
                        statement.addBatch();
                    }
                    if (i % together == 0) {
                        run(document, mirror, intake);
                    }
                    if (i % PORTION == 0) {
                        connection.commit();
                    }
                }
                run(document, mirror, intake);
                connection.commit();
                return APPEALS / ((System.nanoTime() - begin) / 1e9);
            }
        }
    }

    private static void run(PreparedStatement... statements) throws SQLException {
        for (var statement : statements) {
            statement.executeBatch();
        }
    }

    /** The whole way over HTTP into a gateway of 512 MB, until each appeal has its number. */
    @Test
    void tenThousandComeOverTheWireIntoASmallHeap() throws Exception {
        var home = Files.createTempDirectory(Files.createDirectories(Path.of("target", "homes")), "gis-heap");
        var standPort = GatewayTest.freePort();
        try (var context = GisStandAlone.start("--server.port=" + standPort, "--logging.level.root=ERROR")) {
            assertThat(context.isRunning()).isTrue();
            var stand = new Stand(standPort);
            for (int i = 0; i < APPEALS; i++) {
                stand.appeal("AppealText", TEXT);
            }
            var log = home.resolve("gc.log");
            var gateway = new GatewayProcess(
                    home,
                    GatewayTest.freePort(),
                    List.of(
                            "--spring.profiles.active=demo",
                            "--priyomnaya.stand.samples=false",
                            "--priyomnaya.stand.smtp-port=" + GatewayTest.freePort(),
                            "--priyomnaya.stand.imap-port=" + GatewayTest.freePort(),
                            "--priyomnaya.gis.base-url=http://127.0.0.1:" + standPort + "/stand/gis",
                            "--priyomnaya.gis.refresh=1h",
                            "--priyomnaya.gis.poll=1h"),
                    List.of("-Xlog:gc:file=" + log));
            var begin = System.nanoTime();
            gateway.awaitStart();
            var database = gateway.database();
            gateway.until(Duration.ofMinutes(10), () -> registered(database) == APPEALS);
            System.out.printf("""

                    BENCHMARK export over HTTP, %d appeals in one result, gateway with -Xmx512m
                      from the start of the process to the last number: %.0f s; peak heap before a collection %.0f MB

                    """, APPEALS, (System.nanoTime() - begin) / 1e9, GatewayProcess.peakHeapMegabytes(log));
            assertThat(gateway.stop()).isEqualTo(143);
        }
    }

    private static int registered(JdbcClient database) {
        return database.sql("select count(*) from appeal where channel = 'GIS'")
                .query(Integer.class)
                .single();
    }
}
