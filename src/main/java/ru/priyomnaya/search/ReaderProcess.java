package ru.priyomnaya.search;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** A process of its own, with little memory, for formats whose libraries a hostile file can fill or hang. Started when needed. */
@Component
class ReaderProcess implements DisposableBean {
    private static final String LAUNCHER = "org.springframework.boot.loader.launch.JarLauncher";

    private final SearchProperties properties;
    private @Nullable Process process;

    ReaderProcess(SearchProperties properties) {
        this.properties = properties;
    }

    /** @throws UnreadableFile when it took too long, too much memory, or is broken */
    synchronized String read(byte[] bytes) throws IOException, UnreadableFile {
        var running = running();
        var asked = CompletableFuture.supplyAsync(() -> ask(running, bytes));
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
            throw new UnreadableFile("чтение файла не уместилось в память");
        } catch (InterruptedException stopping) {
            destroy();
            Thread.currentThread().interrupt();
            throw new IOException("Остановка", stopping);
        }
    }

    private static @Nullable String ask(Process process, byte[] bytes) {
        try {
            var out = new DataOutputStream(process.getOutputStream());
            out.write(1); // another file
            out.writeInt(bytes.length);
            out.write(bytes);
            out.flush();
            var in = new DataInputStream(process.getInputStream());
            var readable = in.readBoolean();
            var text = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
            return readable ? text : null;
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
                            "-Xmx" + properties.readerMemory().toMegabytes() + "m",
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
    @Override
    public synchronized void destroy() {
        if (process != null) {
            process.destroyForcibly();
            process = null;
        }
    }
}
