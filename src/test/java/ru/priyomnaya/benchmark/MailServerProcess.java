package ru.priyomnaya.benchmark;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.util.Properties;
import ru.priyomnaya.TestMail;

/** A mail server in a process of its own, so that its work and heap are not the gateway's. */
final class MailServerProcess {
    private MailServerProcess() {}

    /** @param args SMTP port, IMAP port, number of letters waiting in the reception mailbox */
    public static void main(String[] args) throws Exception {
        var servers = new ServerSetup[] {
            new ServerSetup(Integer.parseInt(args[0]), "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(Integer.parseInt(args[1]), "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
        };
        var server = new GreenMail(servers)
                .withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());
        server.start();
        var reception = server.setUser(TestMail.RECEPTION, "demo");
        var session = Session.getInstance(new Properties());
        for (var letter : BenchmarkMail.letters(Integer.parseInt(args[2]))) {
            reception.deliver(new MimeMessage(session, new ByteArrayInputStream(letter)));
        }
        System.out.println("READY");
        Thread.currentThread().join();
    }
}
