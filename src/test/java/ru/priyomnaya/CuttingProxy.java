package ru.priyomnaya;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** A line to a server that breaks after a random number of bytes, a given number of times. */
public final class CuttingProxy implements AutoCloseable {
    private final ServerSocket entrance;
    private final int server;
    private final Random random;
    private final int longest;
    private final AtomicInteger cutsLeft;
    private final AtomicInteger cuts = new AtomicInteger();

    /** @param longest bytes that the server may say before the line breaks */
    public CuttingProxy(int server, long seed, int longest, int cuts) throws IOException {
        this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.server = server;
        this.random = new Random(seed);
        this.longest = longest;
        this.cutsLeft = new AtomicInteger(cuts);
        var acceptor = new Thread(this::accept, "cutting-proxy");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    public int port() {
        return entrance.getLocalPort();
    }

    public int cuts() {
        return cuts.get();
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                var client = entrance.accept();
                var behind = new Socket(InetAddress.getLoopbackAddress(), server);
                var cut = cutsLeft.getAndDecrement() > 0;
                var bytes = cut ? 1 + random.nextInt(longest) : Integer.MAX_VALUE;
                pump(client.getInputStream(), behind.getOutputStream(), Integer.MAX_VALUE, client, behind);
                pump(behind.getInputStream(), client.getOutputStream(), bytes, client, behind);
            } catch (IOException closed) {
                // the next connection, or the end of the test
            }
        }
    }

    private void pump(InputStream from, OutputStream to, int bytes, Socket client, Socket behind) {
        var pump = new Thread(
                () -> {
                    var buffer = new byte[4096];
                    var left = bytes;
                    try (client;
                            behind) {
                        for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                            to.write(buffer, 0, Math.min(n, left));
                            to.flush();
                            left -= Math.min(n, left);
                            if (left == 0) {
                                cuts.incrementAndGet();
                                return;
                            }
                        }
                    } catch (IOException broken) {
                        // so is the other direction
                    }
                },
                "cutting-proxy-pump");
        pump.setDaemon(true);
        pump.start();
    }

    @Override
    public void close() throws IOException {
        entrance.close();
    }
}
