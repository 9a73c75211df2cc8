package ru.priyomnaya.reader;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;
import org.jspecify.annotations.Nullable;

/**
 * {@code java -jar priyomnaya.jar read-files}: the other side of {@link ReaderProcess}. A file that eats all memory or never ends
 * takes this process with it and nothing else.
 */
public final class ReadFiles {
    static final Duration IDLE = Duration.ofMinutes(5);

    private static volatile long asked = System.nanoTime();
    private static volatile boolean works;

    private ReadFiles() {}

    /** Answers each file until {@code questions} end. */
    public static void run(InputStream questions, OutputStream answers) throws IOException {
        System.setOut(System.err); // a library that prints must not spoil an answer
        var in = new DataInputStream(questions);
        var out = new DataOutputStream(answers);
        endWhenIdle();
        while (in.read() >= 0) { // one byte before each file
            works = true;
            var answer = answer(ReadingWork.valueOf(in.readUTF()), in.readNBytes(in.readInt()));
            out.writeBoolean(answer != null);
            if (answer != null) {
                answer.write(out);
            }
            out.flush();
            asked = System.nanoTime();
            works = false;
        }
    }

    private static void endWhenIdle() {
        var watch = new Timer("idle", true);
        watch.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        if (!works && System.nanoTime() - asked > IDLE.toNanos()) {
                            Runtime.getRuntime().halt(0);
                        }
                    }
                },
                IDLE.toMillis(),
                IDLE.toMillis() / 5);
    }

    private static ReadingWork.@Nullable Answer answer(ReadingWork work, byte[] bytes) {
        try {
            return switch (work) {
                case TEXT -> FileText.of(bytes);
                case PICTURES -> FileDrawing.of(bytes);
            };
        } catch (IOException | RuntimeException | StackOverflowError broken) {
            return null;
        }
    }
}
