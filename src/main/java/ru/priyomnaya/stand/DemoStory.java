package ru.priyomnaya.stand;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ru.priyomnaya.access.People;
import ru.priyomnaya.answer.AnswerDesk;
import ru.priyomnaya.answer.Approvals;
import ru.priyomnaya.answer.ElectronicSigning;
import ru.priyomnaya.answer.Letterhead;
import ru.priyomnaya.answer.TextModules;
import ru.priyomnaya.assignment.Assigner;
import ru.priyomnaya.storage.Home;

/** Fills an empty demo with appeals in every state, each brought there by the same steps that staff take; says where to go. */
@Component
@ConditionalOnProperty("priyomnaya.stand.enabled")
class DemoStory {
    private static final Logger log = LoggerFactory.getLogger(DemoStory.class);
    private static final Duration STEP = Duration.ofMillis(250);
    private static final int STEPS = 240;

    private final SampleAppeals samples;
    private final SampleGisAppeals gisSamples;
    private final StandProperties properties;
    private final WebServerApplicationContext server;
    private final DemoSession session;
    private final AnswerDesk desk;
    private final Approvals approvals;
    private final ElectronicSigning signing;
    private final Letterhead letterhead;
    private final TextModules modules;
    private final Home home;
    private final Assigner assigner;
    private final People people;
    private final JdbcClient jdbc;

    DemoStory(
            SampleAppeals samples,
            SampleGisAppeals gisSamples,
            StandProperties properties,
            WebServerApplicationContext server,
            DemoSession session,
            AnswerDesk desk,
            Approvals approvals,
            ElectronicSigning signing,
            Letterhead letterhead,
            TextModules modules,
            Home home,
            Assigner assigner,
            People people,
            JdbcClient jdbc) {
        this.samples = samples;
        this.gisSamples = gisSamples;
        this.properties = properties;
        this.server = server;
        this.session = session;
        this.desk = desk;
        this.approvals = approvals;
        this.signing = signing;
        this.letterhead = letterhead;
        this.modules = modules;
        this.home = home;
        this.assigner = assigner;
        this.people = people;
        this.jdbc = jdbc;
    }

    @EventListener
    void on(ApplicationReadyEvent ready) {
        sayWhere();
        if (properties.samples()
                && registeredBefore(Objects.requireNonNullElse(ready.getTimeTaken(), Duration.ZERO)) == 0) {
            var teller = new Thread(this::tell, "demo-story");
            teller.setDaemon(true);
            teller.start();
        }
    }

    private void sayWhere() {
        var port = port();
        System.out.printf("""

                  Приёмная работает: http://localhost:%1$d
                  Войти: registrar, executor, signer, director, it, admin — пароль у всех demo
                  Форма на сайте: http://localhost:%1$d/form/person

                  Отправить письмо:
                    printf 'From: Анна <anna@example.ru>\\nSubject: Вопрос\\nContent-Type: text/plain; charset=utf-8\\n\\nКогда включат свет?\\n' | \\
                      curl -s smtp://localhost:%2$d --mail-from anna@example.ru --mail-rcpt reception@demo.local -T -
                  Почтовая программа: SMTP localhost:%2$d, IMAP localhost:%3$d без шифрования,
                    имя — адрес (anna@example.ru), пароль demo; письма на reception@demo.local становятся обращениями
                  ГИС ЖКХ играет стенд http://localhost:%1$d/stand/gis; что у него есть: http://localhost:%1$d/stand/control

                """, port, properties.smtpPort(), properties.imapPort());
    }

    private void tell() {
        try {
            var early = ids(); // of a newcomer who was quicker than the story
            samples.send(port());
            gisSamples.send(port());
            await(() -> registered() >= early.size() + SampleAppeals.expected() + SampleGisAppeals.GUIDS.size());
            var ids = ids();
            ids.removeAll(early);
            // From the last state back to the first, so that the list shows every colour.
            advance(ids.get(0), 6);
            advance(ids.get(1), 5);
            advance(ids.get(2), 4);
            advance(ids.get(6), 3);
            advance(ids.get(7), 2);
            advance(ids.get(8), 4);
            advance(ids.get(9), 6);
            scanned(ids.get(6));
            returned(ids.get(3));
            answeredElectronically(ofGis(SampleGisAppeals.GUIDS.get(1)));
            advance(ofGis(SampleGisAppeals.GUIDS.get(3)), 3);
        } catch (MessagingException | IOException | RuntimeException e) {
            log.error("Примеры обращений не созданы", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Those of ГИС ЖКХ apart. */
    private List<UUID> ids() {
        return new ArrayList<>(jdbc.sql("select id from appeal where channel <> 'GIS' order by received_at, number_seq")
                .query(UUID.class)
                .list());
    }

    /** What comes in while the program starts is no register of earlier days. */
    private int registeredBefore(Duration start) {
        return jdbc.sql("select count(*) from appeal where registered_at < now() - make_interval(secs => :seconds)")
                .param("seconds", start.toMillis() / 1000.0)
                .query(Integer.class)
                .single();
    }

    /** 1 draft, 2 on approval, 3 approved, 4 scanned, 5 sent, 6 sent and delivered. */
    private void advance(UUID appeal, int steps) {
        assign(appeal);
        var answer = new UUID[1];
        session.as("registrar", () -> {
            answer[0] = desk.begin(appeal, """
                            Ваше обращение рассмотрено. Специалист проверил сведения и выполнил перерасчёт.

                            Результат будет отражён в следующей квитанции. Если останутся вопросы, позвоните исполнителю.
                            """).id();
            if (steps >= 2) {
                approvals.submit(answer[0], Approvals.Route.ANY_SIGNER);
            }
        });
        if (steps >= 3) {
            session.as("signer", () -> quietly(() -> approvals.approve(answer[0], null)));
        }
        if (steps >= 4) {
            session.as("registrar", () -> {
                quietly(() -> desk.attachScan(
                        answer[0], PaperStand.signedAndScanned(letterhead.print(answer[0]), PaperStand.Look.clean())));
                if (steps >= 5) {
                    desk.send(answer[0]);
                }
            });
        }
    }

    /** The signed letter has just come out of the scanner, a little askew. */
    private void scanned(UUID appeal) {
        var answer = jdbc.sql("select id from answer where appeal_id = :appeal")
                .param("appeal", appeal)
                .query(UUID.class)
                .single();
        session.as(
                "registrar",
                () -> quietly(() -> {
                    var look = new PaperStand.Look(3, 2, 200, PaperStand.Tone.GREY, 6, 3);
                    var scan = PaperStand.signedAndScanned(letterhead.print(answer), look);
                    Files.write(home.directory("scans").resolve("scan-0001.pdf"), scan);
                    modules.keep(
                            null,
                            "Перерасчёт сделан",
                            "По обращению № {{номер}} от {{дата}} показания приняты, перерасчёт **сделан** и войдёт в следующую квитанцию.",
                            null);
                }));
    }

    /** A step that may fail on the disk. */
    @FunctionalInterface
    private interface Step {
        void take() throws IOException;
    }

    private static void quietly(Step step) {
        try {
            step.take();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private UUID ofGis(String guid) {
        return jdbc.sql("select id from appeal where channel = 'GIS' and external_id = :guid")
                .param("guid", guid)
                .query(UUID.class)
                .single();
    }

    /** The whole way of an answer into ГИС ЖКХ, with a detached signature and nothing to print. */
    private void answeredElectronically(UUID appeal) {
        advance(appeal, 3);
        var answer = jdbc.sql("select id from answer where appeal_id = :appeal")
                .param("appeal", appeal)
                .query(UUID.class)
                .single();
        session.as("signer", () -> {
            quietly(() -> signing.sign(answer));
            desk.send(answer);
        });
    }

    private void returned(UUID appeal) {
        assign(appeal);
        var answer = new UUID[1];
        session.as("registrar", () -> {
            answer[0] = desk.begin(appeal, "Свет включат.").id();
            approvals.submit(answer[0], Approvals.Route.ANY_SIGNER);
        });
        session.as("signer", () -> approvals.giveBack(answer[0], "Назовите причину отключения и время включения"));
    }

    private void assign(UUID appeal) {
        var unassigned = jdbc.sql("select executor_id is null from appeal where id = :id")
                .param("id", appeal)
                .query(Boolean.class)
                .single();
        if (unassigned) {
            var executor = people.findByUsername("executor").orElseThrow().id();
            session.as("registrar", () -> assigner.assign(appeal, executor, null, "Прошу ответить"));
        }
    }

    private int port() {
        return Objects.requireNonNull(server.getWebServer()).getPort();
    }

    private int registered() {
        return jdbc.sql("select count(*) from appeal").query(Integer.class).single();
    }

    private static void await(BooleanSupplier condition) {
        for (int step = 0; step < STEPS && !condition.getAsBoolean(); step++) {
            LockSupport.parkNanos(STEP.toNanos());
        }
    }
}
