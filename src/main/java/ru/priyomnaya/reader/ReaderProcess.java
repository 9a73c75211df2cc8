package ru.priyomnaya.reader;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import ru.priyomnaya.reader.ReadingWork.Answer;

/**
 * A process of its own, with little memory, for formats whose libraries a hostile file can fill or hang. Started when needed; ends
 * when nobody asks for {@link ReadFiles#IDLE}.
 */
class ReaderProcess {
    private static final String LAUNCHER = "org.springframework.boot.loader.launch.JarLauncher";

    private final ReaderProperties properties;
    private @Nullable Process process;

    ReaderProcess(ReaderProperties properties) {
        this.properties = properties;
    }

    /** @throws UnreadableFile when it took too long, too much memory, or is broken */
    synchronized Answer read(ReadingWork work, byte[] bytes) throws IOException, UnreadableFile {
        if (process != null && process.isAlive()) {
            try {
                return once(work, bytes);
            } catch (Ended rested) { // or full of what came before: the file itself is not to blame yet
                return fresh(work, bytes);
            }
        }
        return fresh(work, bytes);
    }

    private Answer fresh(ReadingWork work, byte[] bytes) throws IOException, UnreadableFile {
        try {
            return once(work, bytes);
        } catch (Ended died) {
            throw new UnreadableFile("чтение файла не уместилось в память");
        }
    }

    /** The process is no more. */
    private static final class Ended extends Exception {}

    private Answer once(ReadingWork work, byte[] bytes) throws IOException, UnreadableFile, Ended {
        var running = running();
        var asked = CompletableFuture.supplyAsync(() -> ask(running, work, bytes));
        try {
            var answer = asked.get(properties.patience().toMillis(), TimeUnit.MILLISECONDS);
            if (answer == null) {
                throw new UnreadableFile("файл испорчен или закрыт паролем");
            }
            return answer;
        } catch (TimeoutException tooSlow) {
            destroy();
            throw new UnreadableFile(
                    "файл читается дольше " + properties.patience().toSeconds() + " с");
        } catch (ExecutionException died) {
            destroy();
            throw new Ended();
        } catch (InterruptedException stopping) {
            destroy();
            Thread.currentThread().interrupt();
            throw new IOException("Остановка", stopping);
        }
    }

    private static @Nullable Answer ask(Process process, ReadingWork work, byte[] bytes) {
        try {
            var out = new DataOutputStream(process.getOutputStream());
            out.write(1); // another file
            out.writeUTF(work.name());
            out.writeInt(bytes.length);
            out.write(bytes);
            out.flush();
            var in = new DataInputStream(process.getInputStream());
            return in.readBoolean() ? Answer.read(in) : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process running() throws IOException {
        if (process == null || !process.isAlive()) {
            var classPath = System.getProperty("java.class.path", "");
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx" + properties.memory().toMegabytes() + "m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+ExitOnOutOfMemoryError",
                            "-Djava.awt.headless=true",
                            "-cp",
                            classPath,
                            isLaunched() ? LAUNCHER : "ru.priyomnaya.Priyomnaya",
                            "read-files")
                    .redirectError(Redirect.DISCARD)
                    .start();
        }
        return process;
    }

    /** From the one jar, which holds the libraries inside. */
    private static boolean isLaunched() {
        try {
            Class.forName(LAUNCHER, false, ClassLoader.getSystemClassLoader());
            return true;
        } catch (ClassNotFoundException fromClasses) {
            return false;
        }
    }

    /** Until the next file; nothing is lost. */
    synchronized void destroy() {
        if (process != null) {
            process.destroyForcibly();
            process = null;
        }
    }
}
