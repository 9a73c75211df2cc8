package ru.priyomnaya.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** The data directory, held by one process at a time. */
@Component
@EnableConfigurationProperties(HomeProperties.class)
public class Home implements DisposableBean {
    private final Path root;
    private final @Nullable FileChannel lock;
    private final String node;

    /** @throws HomeInUse when another process holds the directory */
    Home(HomeProperties properties) throws IOException {
        root = Files.createDirectories(properties.home().toAbsolutePath().normalize());
        lock = properties.homeShared() ? null : lock(root.resolve("priyomnaya.lock"));
        node = nodeOf(root.resolve("node-id"));
    }

    private static FileChannel lock(Path file) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException heldByThisJvm) {
            channel.close();
            throw new HomeInUse(file, heldByThisJvm);
        }
        channel.close();
        throw new HomeInUse(file, null);
    }

    private static String nodeOf(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.writeString(file, UUID.randomUUID().toString());
        }
        return Files.readString(file).trim();
    }

    /** A directory below the home, made when absent. */
    public Path directory(String name) {
        try {
            return Files.createDirectories(root.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names this installation of the gateway among those that share a database; the same after a restart. */
    public String node() {
        return node;
    }

    @Override
    public void destroy() throws IOException {
        if (lock != null) {
            lock.close();
        }
    }

    /** Another process works in this data directory. */
    static class HomeInUse extends IllegalStateException {
        HomeInUse(Path file, @Nullable Throwable cause) {
            super(
                    "Каталог данных занят другим процессом: %s. Остановите его или задайте другой priyomnaya.home"
                            .formatted(file),
                    cause);
        }
    }
}
