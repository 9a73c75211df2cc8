package ru.priyomnaya;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The other end of a webhook. */
public final class Webhook implements AutoCloseable {
    private final HttpServer server;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final AtomicInteger status = new AtomicInteger(204);

    /** @param signature as it came; empty when there was none */
    public record Call(String body, String timestamp, String signature) {}

    public Webhook(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", exchange -> {
            var headers = exchange.getRequestHeaders();
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (status.get() < 300) {
                calls.add(new Call(
                        body,
                        String.valueOf(headers.getFirst("X-Priyomnaya-Timestamp")),
                        String.valueOf(headers.getFirst("X-Priyomnaya-Signature"))));
            }
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        server.start();
    }

    /** From now on. */
    public void answers(int code) {
        status.set(code);
    }

    /** Those that were answered well. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
