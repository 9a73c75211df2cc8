package ru.priyomnaya.reader;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Foreign files as pictures drawn here: nothing of the file itself reaches whoever looks. Few are drawn at a time. */
@Component
public class FilePictures implements DisposableBean {
    private static final int AT_A_TIME = 2;
    private static final int PATIENCE_SECONDS = 5;

    private final List<ReaderProcess> processes;
    private final BlockingQueue<ReaderProcess> idle = new ArrayBlockingQueue<>(AT_A_TIME);

    FilePictures(ReaderProperties properties) {
        processes = List.of(new ReaderProcess(properties), new ReaderProcess(properties));
        idle.addAll(processes);
    }

    /**
     * @param pages PNGs, at most five; none when the file is neither a PDF nor a picture
     * @param more how many pages there are beside them
     */
    public record Pictures(List<byte[]> pages, int more) {}

    /** All are at work, for longer than somebody should wait. */
    public static class Busy extends RuntimeException {}

    /**
     * @throws UnreadableFile when it is broken, locked, too big or takes too long
     * @throws Busy when too many are asked for just now
     */
    public Pictures of(byte[] bytes) throws IOException, UnreadableFile {
        var process = idle();
        if (process == null) {
            throw new Busy();
        }
        try {
            var answer = process.read(ReadingWork.PICTURES, bytes);
            return new Pictures(answer.parts(), answer.more());
        } finally {
            idle.add(process);
        }
    }

    private @Nullable ReaderProcess idle() {
        try {
            return idle.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    @Override
    public void destroy() {
        processes.forEach(ReaderProcess::destroy);
    }
}
