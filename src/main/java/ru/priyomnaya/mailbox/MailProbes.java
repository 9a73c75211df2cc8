package ru.priyomnaya.mailbox;

import jakarta.mail.MessagingException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import ru.priyomnaya.mailbox.MailboxProperties.Imap;
import ru.priyomnaya.probe.ProbedChannel;
import ru.priyomnaya.probe.ProbedChannel.Setting;
import ru.priyomnaya.probe.ProbedChannel.Step;
import ru.priyomnaya.probe.ProbedChannels;
import ru.priyomnaya.probe.Steps;

/** Mailboxes and the outgoing server. A test signs in and looks; it neither takes nor sends a letter. */
@Component
class MailProbes implements ProbedChannels {
    private final MailboxProperties properties;
    private final MailSessions sessions;
    private final Clock clock;

    MailProbes(MailboxProperties properties, MailSessions sessions, Clock clock) {
        this.properties = properties;
        this.sessions = sessions;
        this.clock = clock;
    }

    @Override
    public List<ProbedChannel> all() {
        var channels = new ArrayList<ProbedChannel>();
        var boxes = properties.boxes().isEmpty() ? List.of(properties.imap()) : properties.boxes();
        for (int n = 0; n < boxes.size(); n++) {
            channels.add(box(boxes.get(n), n));
        }
        channels.add(outgoing());
        return channels;
    }

    private ProbedChannel box(Imap box, int n) {
        return new ProbedChannel(
                n == 0 ? "mailbox" : "mailbox-" + (n + 1),
                n == 0 ? "Почтовый ящик" : "Почтовый ящик " + (n + 1),
                box.isConfigured(),
                "Задайте priyomnaya.mailbox.imap.host, username и password",
                List.of(
                        Setting.of("protocol", box.protocol()),
                        Setting.of("host", box.host()),
                        Setting.of("port", box.actualPort()),
                        Setting.of("username", box.username()),
                        Setting.secret("password", box.password()),
                        Setting.of("folders", String.join(", ", box.allFolders())),
                        Setting.of("poll", box.poll()),
                        Setting.of("start-from", Objects.requireNonNullElse(box.startFrom(), "день первого запуска")),
                        Setting.of("idle", box.idle()),
                        Setting.of("dry-run", box.dryRun()),
                        Setting.of(
                                "oauth.token-url",
                                Objects.requireNonNullElse(box.oauth().tokenUrl(), "не задан")),
                        Setting.secret("oauth.client-secret", box.oauth().clientSecret()),
                        Setting.of("max-message", properties.maxMessage())),
                List.of("mail-intake", "mail-now", "mail-reconcile"),
                List.of(n == 0 ? "mail-intake" : "mail-intake " + box.name(), "mail-reconcile"),
                Map.of(
                        "Писем принято и не прочитано",
                        "select count(*) from intake where state = 'STORED' and channel = 'EMAIL'"),
                () -> test(box));
    }

    private List<Step> test(Imap box) {
        var host = Objects.requireNonNull(box.host());
        var steps = new Steps(box.timeout()).reach(host, box.actualPort());
        if (box.protocol().endsWith("s")) {
            steps.tls(host, box.actualPort(), clock);
        }
        steps.then("Вход", "Проверьте имя, пароль и разрешён ли вход программам", () -> {
            sessions.openStore(box).close();
            return box.username();
        });
        for (var folder : box.isPop() ? List.<String>of() : box.allFolders()) {
            steps.then(
                    "Папка «%s»".formatted(folder),
                    "Нужны права на чтение и на пометку прочитанным",
                    () -> folder(box, folder));
        }
        return steps.all();
    }

    private String folder(Imap box, String name) throws MessagingException {
        try (var store = sessions.openStore(box);
                var folder = ImapCollector.open(store, name)) {
            return "писем: " + folder.getMessageCount();
        }
    }

    private ProbedChannel outgoing() {
        var smtp = properties.smtp();
        return new ProbedChannel(
                "smtp",
                "Отправка почты",
                smtp.isConfigured(),
                "Задайте priyomnaya.mailbox.smtp.host и from",
                List.of(
                        Setting.of("protocol", smtp.protocol()),
                        Setting.of("host", smtp.host()),
                        Setting.of("port", smtp.actualPort()),
                        Setting.of("username", smtp.username()),
                        Setting.secret("password", smtp.password()),
                        Setting.of("from", smtp.sender()),
                        Setting.of("relays", String.join(", ", smtp.relays())),
                        Setting.of("max-message", smtp.maxMessage()),
                        Setting.of("per-minute", smtp.perMinute())),
                List.of("dispatch"),
                List.of("mail-out"),
                Map.of(
                        "Писем ждёт отправки",
                        "select count(*) from delivery where state = 'WAITING' and channel = 'EMAIL'"),
                this::testOutgoing);
    }

    private List<Step> testOutgoing() {
        var smtp = properties.smtp();
        var host = Objects.requireNonNull(smtp.host());
        var steps = new Steps(smtp.timeout()).reach(host, smtp.actualPort());
        if (smtp.protocol().equals("smtps")) {
            steps.tls(host, smtp.actualPort(), clock);
        }
        return steps.then("Вход", "Проверьте имя, пароль и разрешение отправлять с адреса " + smtp.sender(), () -> {
                    sessions.openTransport().close();
                    return smtp.username().isBlank() ? "без имени и пароля" : smtp.username();
                })
                .all();
    }
}
