package ru.priyomnaya.gis;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import org.apache.cxf.Bus;
import org.apache.cxf.BusFactory;
import org.apache.cxf.configuration.jsse.TLSClientParameters;
import org.apache.cxf.io.CachedOutputStream;
import org.apache.cxf.message.ExchangeImpl;
import org.apache.cxf.message.Message;
import org.apache.cxf.message.MessageImpl;
import org.apache.cxf.service.model.EndpointInfo;
import org.apache.cxf.transport.ConduitInitiatorManager;
import org.apache.cxf.transport.http.HTTPConduit;
import org.apache.cxf.transport.http.HTTPConduitFactory;
import org.apache.cxf.transport.http.URLConnectionHTTPConduit;
import org.apache.cxf.transports.http.configuration.HTTPClientPolicy;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.stereotype.Component;

/**
 * Carries bytes to ГИС ЖКХ and back over CXF's HTTP transport: exactly the bytes that were signed, never chunked, every wait
 * limited, no cookie, no redirect, no second attempt of its own.
 */
@Component
class GisHttp implements DisposableBean {
    private static final int MEMORY = 256 * 1024;
    private static final long LONGEST_BODY = 2_000_000_000L;
    /** Bytes a second, less is no transfer. */
    private static final long SLOWEST = 16 * 1024;

    private final GisProperties properties;
    private final SslBundles bundles;
    private final Clock clock;
    private final Bus bus = BusFactory.newInstance().createBus();
    private final ExecutorService calls = Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work, "gis-http");
        thread.setDaemon(true);
        return thread;
    });

    GisHttp(GisProperties properties, SslBundles bundles, Clock clock) {
        this.properties = properties;
        this.bundles = bundles;
        this.clock = clock;
        // The other conduit, over the JDK's HttpClient, drops Host.
        bus.setExtension(
                (factory, same, endpoint, target) -> new URLConnectionHTTPConduit(same, endpoint, target),
                HTTPConduitFactory.class);
    }

    /** An answer; its body may lie in a temporary file until it is closed. */
    static final class Reply implements Closeable {
        private final int status;
        private final Map<String, String> headers;
        private final CachedOutputStream body;
        private final Optional<Duration> skew;

        Reply(int status, Map<String, String> headers, CachedOutputStream body, Optional<Duration> skew) {
            this.status = status;
            this.headers = headers;
            this.body = body;
            this.skew = skew;
        }

        int status() {
            return status;
        }

        @Nullable
        String header(String name) {
            return headers.get(name.toLowerCase(Locale.ROOT));
        }

        InputStream body() throws IOException {
            return body.getInputStream();
        }

        long size() {
            return body.size();
        }

        /** How far our clock is ahead of the other side's; to a second. */
        Optional<Duration> skew() {
            return skew;
        }

        @Override
        public void close() throws IOException {
            body.close();
        }
    }

    /** Nothing has reached the other side. */
    static final class NotConnected extends IOException {
        private static final long serialVersionUID = 1L;

        NotConnected(String sentence, Throwable cause) {
            super(sentence, cause);
        }
    }

    Reply post(String path, String action, byte[] envelope) throws IOException {
        return call(
                "POST",
                path,
                Map.of("SOAPAction", "urn:" + action, "Accept", "text/xml"),
                "text/xml; charset=utf-8",
                envelope);
    }

    /**
     * @param headers beside those that every call carries
     * @throws NotConnected when nothing has been sent
     * @throws IOException when it is not known what became of the call
     */
    Reply call(String method, String path, Map<String, String> headers, @Nullable String type, byte @Nullable [] body)
            throws IOException {
        var sentAt = clock.instant();
        var received = new AtomicLong();
        var work = calls.submit(() -> exchange(method, path, headers, type, body, sentAt, received));
        try {
            return await(work, body == null ? 0 : body.length, received);
        } catch (TimeoutException e) {
            work.cancel(true);
            throw new IOException("ГИС ЖКХ не ответила вовремя: %s %s".formatted(method, path), e);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } catch (InterruptedException e) {
            work.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("Вызов ГИС ЖКХ прерван", e);
        }
    }

    /** The time allowed grows with what has come: a slow line is waited for, one that drips is not. */
    private Reply await(Future<Reply> work, long sent, AtomicLong received)
            throws TimeoutException, ExecutionException, InterruptedException {
        var since = System.nanoTime();
        var fixed =
                properties.receiveTimeout().plus(properties.connectTimeout()).plusSeconds(5);
        for (var waits = true; waits; ) {
            var allowed = fixed.plusSeconds((sent + received.get()) / SLOWEST);
            var left = allowed.toNanos() - (System.nanoTime() - since);
            try {
                return work.get(Math.max(left, 0), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                waits = fixed.plusSeconds((sent + received.get()) / SLOWEST).compareTo(allowed) > 0;
            }
        }
        throw new TimeoutException();
    }

    private IOException failure(@Nullable Throwable cause) {
        for (var e = cause; e != null; e = e.getCause()) {
            if (e instanceof ConnectException || e instanceof UnresolvedAddressException) {
                return new NotConnected(
                        "Нет соединения с %s: проверьте адрес и туннель".formatted(properties.baseUrl()), e);
            }
        }
        var reason = cause == null ? "" : cause.getClass().getSimpleName() + ": " + cause.getMessage();
        return new IOException("Обмен с ГИС ЖКХ оборвался: " + reason, cause);
    }

    private Reply exchange(
            String method,
            String path,
            Map<String, String> headers,
            @Nullable String type,
            byte @Nullable [] body,
            Instant sentAt,
            AtomicLong received)
            throws IOException {
        var url = base() + path;
        var conduit = conduit(url);
        var message = new MessageImpl();
        var exchange = new ExchangeImpl();
        exchange.setSynchronous(true);
        exchange.setOutMessage(message);
        message.setExchange(exchange);
        message.put(Message.ENDPOINT_ADDRESS, url);
        message.put(Message.HTTP_REQUEST_METHOD, method);
        message.put(HTTPConduit.NO_IO_EXCEPTIONS, true);
        message.put(Message.PROTOCOL_HEADERS, headers(headers));
        if (type != null) {
            message.put(Message.CONTENT_TYPE, type);
        }
        var replies = new Reply[1];
        conduit.setMessageObserver(incoming -> replies[0] = read(incoming, sentAt, received));
        try {
            conduit.prepare(message);
            var out = Objects.requireNonNull(message.getContent(OutputStream.class));
            if (body != null) {
                out.write(body);
            }
            out.close();
        } finally {
            conduit.close();
        }
        if (replies[0] == null) {
            throw new IOException("Пустой ответ");
        }
        return replies[0];
    }

    private HTTPConduit conduit(String url) throws IOException {
        var endpoint = new EndpointInfo();
        endpoint.setAddress(url);
        var initiator = bus.getExtension(ConduitInitiatorManager.class).getConduitInitiatorForUri(url);
        var conduit = (HTTPConduit) initiator.getConduit(endpoint, bus);
        var policy = new HTTPClientPolicy();
        policy.setConnectionTimeout(properties.connectTimeout().toMillis());
        policy.setReceiveTimeout(properties.receiveTimeout().toMillis());
        policy.setAllowChunking(false);
        policy.setAutoRedirect(false);
        policy.setVersion("1.1");
        conduit.setClient(policy);
        if (properties.sslBundle() != null && url.startsWith("https")) {
            var tls = new TLSClientParameters();
            tls.setSslContext(bundles.getBundle(properties.sslBundle()).createSslContext());
            conduit.setTlsClientParameters(tls);
        }
        return conduit;
    }

    private String base() {
        var base = Objects.requireNonNull(properties.baseUrl());
        return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    }

    private Map<String, List<String>> headers(Map<String, String> given) {
        var headers = new HashMap<String, List<String>>();
        headers.put("Accept-Encoding", List.of("gzip"));
        var basic = properties.basic();
        if (basic.username() != null) {
            var secret = basic.username() + ":" + Objects.requireNonNullElse(basic.password(), "");
            headers.put(
                    "Authorization",
                    List.of("Basic " + Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8))));
        }
        if (properties.certificateFingerprint() != null) {
            headers.put("X-Client-Cert-Fingerprint", List.of(properties.certificateFingerprint()));
        }
        if (properties.hostHeader() != null) {
            headers.put("Host", List.of(properties.hostHeader()));
        }
        given.forEach((name, value) -> headers.put(name, List.of(value)));
        return headers;
    }

    private Reply read(Message incoming, Instant sentAt, AtomicLong received) {
        try {
            var headers = new TreeMap<String, String>();
            if (incoming.get(Message.PROTOCOL_HEADERS) instanceof Map<?, ?> named) {
                named.forEach((name, values) -> headers.put(
                        String.valueOf(name).toLowerCase(Locale.ROOT),
                        values instanceof List<?> list && !list.isEmpty() ? String.valueOf(list.get(0)) : ""));
            }
            var body = new CachedOutputStream();
            body.setThreshold(MEMORY);
            body.setMaxSize(LONGEST_BODY);
            try (var bytes = incoming.getContent(InputStream.class)) {
                if (bytes != null) {
                    var zipped = "gzip".equalsIgnoreCase(headers.get("content-encoding"));
                    var counted = new Counted(bytes, received);
                    (zipped ? new GZIPInputStream(counted) : counted).transferTo(body);
                }
            }
            var status = incoming.get(Message.RESPONSE_CODE) instanceof Integer code ? code : 0;
            return new Reply(status, headers, body, skew(headers.get("date"), sentAt));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells how much has come so far. */
    private static final class Counted extends FilterInputStream {
        private final AtomicLong received;

        Counted(InputStream in, AtomicLong received) {
            super(in);
            this.received = received;
        }

        @Override
        public int read() throws IOException {
            var one = super.read();
            if (one >= 0) {
                received.incrementAndGet();
            }
            return one;
        }

        @Override
        public int read(byte[] target, int offset, int most) throws IOException {
            var count = super.read(target, offset, most);
            if (count > 0) {
                received.addAndGet(count);
            }
            return count;
        }
    }

    private static Optional<Duration> skew(@Nullable String date, Instant sentAt) {
        try {
            return date == null
                    ? Optional.empty()
                    : Optional.of(Duration.between(
                            ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant(),
                            sentAt));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public void destroy() {
        calls.shutdownNow();
        bus.shutdown(false);
    }
}
