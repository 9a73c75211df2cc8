package ru.priyomnaya.antivirus;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
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

    private final AntivirusProperties properties;

    Clamd(AntivirusProperties properties) {
        this.properties = properties;
    }

    @Override
    public Verdict scan(InputStream file) throws IOException {
        var millis = Math.toIntExact(properties.timeout().toMillis());
        try (var socket = new Socket()) {
            var deadline = new Deadline(socket, properties.timeout());
            socket.connect(new InetSocketAddress(Objects.requireNonNull(properties.host()), properties.port()), millis);
            socket.setSoTimeout(millis);
            IOException broken = null;
            try {
                send(file, new DataOutputStream(socket.getOutputStream()));
            } catch (IOException closed) {
                broken = closed; // clamd stops reading a file that is too large, and says so
            }
            var answer = answer(socket.getInputStream());
            if (answer.isEmpty() && broken != null) {
                throw broken;
            }
            deadline.end().cancel(false);
            return verdict(answer);
        }
    }

    /** A read can time out by itself, a write cannot: who does not take our bytes is hung up on. */
    private record Deadline(ScheduledFuture<?> end) {
        private static final ScheduledExecutorService CLOCKWORK = Executors.newSingleThreadScheduledExecutor(work -> {
            var thread = new Thread(work, "clamd-deadline");
            thread.setDaemon(true);
            return thread;
        });

        Deadline(Socket socket, Duration limit) {
            this(CLOCKWORK.schedule(() -> hangUp(socket), limit.toMillis(), TimeUnit.MILLISECONDS));
        }

        private static void hangUp(Socket socket) {
            try {
                socket.close();
            } catch (IOException alreadyGone) {
                // nothing is left to close
            }
        }
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
