package ru.priyomnaya.antivirus;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * ClamAV's daemon over TCP, command INSTREAM (clamd(8)): chunks with a length of four bytes before each, an empty one at the
 * end, one line as the answer.
 */
@Component
class Clamd implements VirusScanner {
    private static final int CHUNK = 64 << 10;
    private static final int LONGEST_ANSWER = 1_000;
    private static final DateTimeFormatter MADE =
            DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss yyyy", Locale.ENGLISH);

    private final AntivirusProperties properties;
    private final ScheduledThreadPoolExecutor clockwork;

    Clamd(AntivirusProperties properties) {
        this.properties = properties;
        this.clockwork = new ScheduledThreadPoolExecutor(1, work -> {
            var thread = new Thread(work, "clamd-deadline");
            thread.setDaemon(true);
            return thread;
        });
        clockwork.setRemoveOnCancelPolicy(true); // else each would hold its socket until its time comes
    }

    /** A read can time out by itself, a write cannot: who does not take our bytes is hung up on. */
    @Override
    public Verdict scan(InputStream file) throws IOException {
        return verdict(ask(to -> send(file, to)));
    }

    /** VERSION: «ClamAV 1.4.3/27800/Sun Nov 23 08:00:00 2026», by the clock of its machine. */
    @Override
    public Optional<Instant> base() throws IOException {
        var answer = ask(to -> to.write("zVERSION\0".getBytes(StandardCharsets.US_ASCII)))
                .split("/", -1);
        try {
            return answer.length < 3
                    ? Optional.empty()
                    : Optional.of(LocalDateTime.parse(answer[2].replaceAll(" +", " "), MADE)
                            .atZone(ZoneId.systemDefault())
                            .toInstant());
        } catch (DateTimeParseException anotherForm) {
            return Optional.empty();
        }
    }

    private interface Command {
        void write(DataOutputStream to) throws IOException;
    }

    private String ask(Command command) throws IOException {
        try (var socket = new Socket()) {
            var deadline = clockwork.schedule(
                    () -> hangUp(socket), properties.timeout().toMillis(), TimeUnit.MILLISECONDS);
            try {
                return ask(socket, command);
            } finally {
                deadline.cancel(false);
            }
        }
    }

    /** Scans that are bounded at the moment. */
    int deadlines() {
        return clockwork.getQueue().size();
    }

    private static void hangUp(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // nothing is left to close
        }
    }

    private String ask(Socket socket, Command command) throws IOException {
        var millis = Math.toIntExact(properties.timeout().toMillis());
        socket.connect(new InetSocketAddress(Objects.requireNonNull(properties.host()), properties.port()), millis);
        socket.setSoTimeout(millis);
        IOException broken = null;
        try {
            command.write(new DataOutputStream(socket.getOutputStream()));
        } catch (IOException closed) {
            broken = closed; // clamd stops reading a file that is too large, and says so
        }
        var answer = answer(socket.getInputStream());
        if (answer.isEmpty() && broken != null) {
            throw broken;
        }
        return answer;
    }

    private static void send(InputStream file, DataOutputStream to) throws IOException {
        to.write("zINSTREAM\0".getBytes(StandardCharsets.US_ASCII));
        var chunk = new byte[CHUNK];
        for (int n = file.read(chunk); n >= 0; n = file.read(chunk)) {
            if (n > 0) {
                to.writeInt(n);
                to.write(chunk, 0, n);
            }
        }
        to.writeInt(0);
        to.flush();
    }

    private static String answer(InputStream from) throws IOException {
        return new String(from.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8)
                .replace("\0", "")
                .strip();
    }

    private static Verdict verdict(String answer) throws IOException {
        if (answer.endsWith(" FOUND")) {
            var finding = answer.substring(answer.indexOf(':') + 1, answer.length() - " FOUND".length());
            return new Verdict(FileCheck.INFECTED, finding.strip());
        }
        if (answer.equals("stream: OK")) {
            return new Verdict(FileCheck.CLEAN, "");
        }
        if (answer.contains("size limit exceeded")) {
            return new Verdict(FileCheck.UNCHECKED, "");
        }
        throw new IOException("clamd: " + (answer.isEmpty() ? "no answer" : answer));
    }
}
