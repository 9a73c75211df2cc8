package ru.priyomnaya.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import ru.priyomnaya.probe.ProbedChannel.Outcome;
import ru.priyomnaya.probe.ProbedChannel.Step;
import ru.priyomnaya.routing.Cause;

/** A test under way: the first bad step ends it, for what follows would only repeat it. */
public final class Steps {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");
    private static final Duration SOON = Duration.ofDays(30);

    private final List<Step> steps = new ArrayList<>();
    private final Duration timeout;
    private boolean failed;

    /** @param timeout of each step on the network */
    public Steps(Duration timeout) {
        this.timeout = timeout;
    }

    /** A step that says what it has found, or throws. */
    public interface Act {
        String run() throws Exception;
    }

    /** @param toDo what to put right when it fails */
    public Steps then(String what, String toDo, Act act) {
        if (!failed) {
            try {
                steps.add(new Step(what, Outcome.GOOD, act.run()));
            } catch (Exception e) { // whatever its library throws, the step is bad
                failed = true;
                steps.add(new Step(what, Outcome.BAD, words(e) + ". " + toDo));
            }
        }
        return this;
    }

    /** Adds what was found out elsewhere. */
    public Steps and(Step step) {
        if (!failed) {
            steps.add(step);
            failed = step.outcome() == Outcome.BAD;
        }
        return this;
    }

    /** Name and connection. */
    public Steps reach(String host, int port) {
        return then(
                        "Имя сервера",
                        "Проверьте имя %s и службу DNS".formatted(host),
                        () -> Arrays.stream(InetAddress.getAllByName(host))
                                .map(InetAddress::getHostAddress)
                                .collect(Collectors.joining(", ")))
                .then("Соединение", "Проверьте порт %d и межсетевой экран".formatted(port), () -> {
                    try (var socket = new Socket()) {
                        socket.connect(new InetSocketAddress(host, port), millis());
                        return host + ":" + port;
                    }
                });
    }

    /** TLS as the channel itself will speak it; when that fails, whose certificate it was. */
    public Steps tls(String host, int port, Clock clock) {
        if (failed) {
            return this;
        }
        try {
            certificate(SSLContext.getDefault(), host, port, true, clock);
        } catch (IOException | GeneralSecurityException untrusted) {
            failed = true;
            steps.add(new Step("TLS", Outcome.BAD, words(untrusted) + ". " + whose(host, port)));
        }
        return this;
    }

    private void certificate(SSLContext context, String host, int port, boolean byName, Clock clock)
            throws IOException {
        var certificate = handshake(context, host, port, byName);
        var until = certificate.getNotAfter().toInstant();
        var soon = until.minus(SOON).isBefore(clock.instant());
        steps.add(new Step(
                "TLS",
                soon ? Outcome.SOON : Outcome.GOOD,
                "сертификат %s до %s"
                        .formatted(
                                certificate.getSubjectX500Principal().getName(),
                                DAY.format(LocalDate.ofInstant(until, ZoneOffset.UTC)))));
    }

    private X509Certificate handshake(SSLContext context, String host, int port, boolean byName) throws IOException {
        try (var plain = new Socket()) {
            plain.connect(new InetSocketAddress(host, port), millis());
            plain.setSoTimeout(millis());
            try (var socket = (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true)) {
                if (byName) {
                    var parameters = socket.getSSLParameters();
                    parameters.setEndpointIdentificationAlgorithm("HTTPS");
                    socket.setSSLParameters(parameters);
                }
                socket.startHandshake();
                return (X509Certificate) socket.getSession().getPeerCertificates()[0];
            }
        }
    }

    /** Only looks at the certificate: nothing is sent over this connection. */
    private String whose(String host, int port) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new AnyCertificate()}, new SecureRandom());
            var certificate = handshake(context, host, port, false);
            return "Сертификат сервера: %s, выдал %s, действует с %s до %s. Доверенные удостоверяющие центры задаются в хранилище Java"
                    .formatted(
                            certificate.getSubjectX500Principal().getName(),
                            certificate.getIssuerX500Principal().getName(),
                            DAY.format(LocalDate.ofInstant(
                                    certificate.getNotBefore().toInstant(), ZoneOffset.UTC)),
                            DAY.format(LocalDate.ofInstant(
                                    certificate.getNotAfter().toInstant(), ZoneOffset.UTC)));
        } catch (IOException | GeneralSecurityException noTls) {
            return "Сервер на этом порту не говорит по TLS: проверьте порт и протокол";
        }
    }

    private static String words(Exception e) {
        return Cause.innermost(e) instanceof UnknownHostException ? "имя не находится" : Cause.of(e);
    }

    private int millis() {
        return Math.toIntExact(timeout.toMillis());
    }

    public List<Step> all() {
        return List.copyOf(steps);
    }
}
