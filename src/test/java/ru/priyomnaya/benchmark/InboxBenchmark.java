package ru.priyomnaya.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import ru.priyomnaya.Api;
import ru.priyomnaya.Priyomnaya;

/** A page of the register with ten thousand appeals in it, as an outsider waits for it. */
@Tag("benchmark")
class InboxBenchmark {
    private static final int APPEALS = 10_000;
    private static final int CALLS = 200;

    @Test
    void aPageOfTheRegister() throws Exception {
        var home = Files.createTempDirectory(Files.createDirectories(Path.of("target", "homes")), "inbox");
        var none = Files.createTempDirectory("no-routes");
        try (var postgres = EmbeddedPostgres.start()) {
            var url = postgres.getJdbcUrl("postgres", "postgres");
            try (var gateway = new SpringApplicationBuilder(Priyomnaya.class)
                    .run(
                            "--server.port=0",
                            "--spring.datasource.url=" + url,
                            "--priyomnaya.home=" + home,
                            "--priyomnaya.routes=" + none,
                            "--priyomnaya.admin.password=demo")) {
                try (var connection = DriverManager.getConnection(url)) {
                    connection.setAutoCommit(false);
                    var writes = new SqlWrites(connection);
                    for (int i = 0; i < APPEALS; i++) {
                        writes.registration("inbox-" + i);
                    }
                    connection.setAutoCommit(true);
                    connection.createStatement().execute("analyze");
                }
                var server = Objects.requireNonNull(((WebServerApplicationContext) gateway).getWebServer());
                var api = new Api(server.getPort());
                System.out.printf(
                        """

                        BENCHMARK register, %d appeals, median of %d calls over HTTP (goal 50 ms)
                          newest page   %6.1f ms
                          unassigned    %6.1f ms
                          search        %6.1f ms

                        """,
                        APPEALS,
                        CALLS,
                        median(api, "/api/v1/appeals"),
                        median(api, "/api/v1/appeals?status=REGISTERED&sort=oldest"),
                        median(api, "/api/v1/appeals?q=%D0%BD%D0%B0%D1%87%D0%B8%D1%81%D0%BB%D0%B5%D0%BD%D0%B8%D0%B5"));
            }
        }
    }

    private static double median(Api api, String path) {
        var times = new ArrayList<Double>();
        for (int i = 0; i < CALLS; i++) {
            var begin = System.nanoTime();
            assertThat(api.get("admin", path).is(200).json().path("items")).hasSize(50);
            times.add((System.nanoTime() - begin) / 1e6);
        }
        Collections.sort(times);
        return times.get(CALLS / 2);
    }
}
