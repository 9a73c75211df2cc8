package ru.priyomnaya.gis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslStoreBundle;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.gis.GisHttp.NotConnected;

/** The transport against a bare HTTP server: what really goes over the wire. */
class GisHttpTests {
    private static final byte[] ENVELOPE = "<soap:Envelope>Ток <5 А</soap:Envelope>".getBytes(StandardCharsets.UTF_8);
    private static final String PASSWORD = "tls";

    private final List<HttpExchange> seen = new ArrayList<>();
    private final List<byte[]> bodies = new ArrayList<>();
    private final List<AutoCloseable> closing = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (var one : closing) {
            one.close();
        }
    }

    @Test
    void theSignedBytesGoAsTheyAreWithTheHeadersOfTheSettings() throws IOException {
        var port = serve(answer(200, "ок".getBytes(StandardCharsets.UTF_8)));
        var http = http(
                port,
                Map.of(
                        "host-header", "api.dom.gosuslugi.ru",
                        "certificate-fingerprint", "1f2e",
                        "basic.username", "test",
                        "basic.password", "пароль"));

        try (var reply = http.post("/services/AppealsAsync", "exportAppeal", ENVELOPE)) {
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body().readAllBytes()).isEqualTo("ок".getBytes(StandardCharsets.UTF_8));
            assertThat(reply.skew()).isPresent();
        }

        var headers = seen.get(0).getRequestHeaders();
        assertThat(bodies.get(0)).isEqualTo(ENVELOPE);
        assertThat(headers.getFirst("Host")).isEqualTo("api.dom.gosuslugi.ru");
        assertThat(headers.getFirst("X-Client-Cert-Fingerprint")).isEqualTo("1f2e");
        assertThat(headers.getFirst("Authorization")).isEqualTo("Basic dGVzdDrQv9Cw0YDQvtC70Yw=");
        assertThat(headers.getFirst("SOAPAction")).isEqualTo("urn:exportAppeal");
        assertThat(headers.getFirst("Content-Length")).isEqualTo(String.valueOf(ENVELOPE.length));
        assertThat(headers).doesNotContainKey("Transfer-encoding");
        assertThat(seen.get(0).getRequestURI().getPath()).isEqualTo("/services/AppealsAsync");
    }

    @Test
    void aRedirectIsNotFollowed() throws IOException {
        var port = serve(exchange -> {
            exchange.getResponseHeaders().set("Location", "/other");
            exchange.sendResponseHeaders(302, -1);
        });

        try (var reply = http(port, Map.of()).post("/a", "getState", ENVELOPE)) {
            assertThat(reply.status()).isEqualTo(302);
        }
        assertThat(seen).hasSize(1);
    }

    @Test
    void whereNobodyListensNothingWasSent() {
        var http = http(GatewayTest.freePort(), Map.of());

        assertThatThrownBy(() -> http.post("/a", "getState", ENVELOPE))
                .isInstanceOf(NotConnected.class)
                .hasMessageContaining("проверьте адрес и туннель");
    }

    @Test
    void aSlowLineIsWaitedForAndADrippingOneIsNot() throws IOException {
        var slow = http(serve(inParts(20, 64 * 1024)), Map.of());
        try (var reply = slow.post("/a", "getState", ENVELOPE)) {
            assertThat(reply.size()).isEqualTo(20 * 64 * 1024);
        }

        var drips = http(serve(inParts(20, 1)), Map.of());
        assertThatThrownBy(() -> drips.post("/a", "getState", ENVELOPE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("не ответила вовремя");
    }

    @Test
    void theCertificatesOfTheBundleAreUsedBothWays() throws Exception {
        var server = certificate("127.0.0.1");
        var client = certificate("gateway");
        var port = serveTls(server, client, answer(200, new byte[] {1}));
        var bundles = new DefaultSslBundleRegistry(
                "gis", SslBundle.of(SslStoreBundle.of(client, PASSWORD, trusting(server))));
        var settings = Map.of("base-url", "https://127.0.0.1:" + port, "ssl-bundle", "gis");

        try (var reply = http(port, settings, bundles).post("/a", "getState", ENVELOPE)) {
            assertThat(reply.status()).isEqualTo(200);
        }
        assertThat(bodies.get(0)).isEqualTo(ENVELOPE);

        var stranger = new DefaultSslBundleRegistry(
                "gis", SslBundle.of(SslStoreBundle.of(client, PASSWORD, trusting(certificate("127.0.0.1")))));
        assertThatThrownBy(() -> http(port, settings, stranger).post("/a", "getState", ENVELOPE))
                .isInstanceOf(IOException.class);
        assertThat(bodies).hasSize(1);
    }

    private GisHttp http(int port, Map<String, String> more) {
        return http(port, more, new DefaultSslBundleRegistry());
    }

    private GisHttp http(int port, Map<String, String> more, SslBundles bundles) {
        var settings = new HashMap<>(Map.of(
                "gis.base-url", "http://127.0.0.1:" + port + "/",
                "gis.org-ppa-guid", "7f3c0d52-1f4e-4f5e-9d0b-6a2f60a10001",
                "gis.connect-timeout", "300ms",
                "gis.receive-timeout", "900ms"));
        more.forEach((name, value) -> settings.put("gis." + name, value));
        var properties = new Binder(new MapConfigurationPropertySource(settings))
                .bind("gis", GisProperties.class)
                .get();
        var http = new GisHttp(properties, bundles, Clock.systemUTC());
        closing.add(http::destroy);
        return http;
    }

    private int serve(HttpHandler handler) throws IOException {
        return start(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), handler);
    }

    private int start(HttpServer server, HttpHandler handler) {
        var threads = Executors.newCachedThreadPool();
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                seen.add(exchange);
                bodies.add(exchange.getRequestBody().readAllBytes());
                handler.handle(exchange);
            }
        });
        server.start();
        closing.add(() -> {
            server.stop(0);
            threads.shutdownNow();
        });
        return server.getAddress().getPort();
    }

    private int serveTls(KeyStore server, KeyStore client, HttpHandler handler) throws Exception {
        var https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var context = SslBundle.of(SslStoreBundle.of(server, PASSWORD, trusting(client)))
                .createSslContext();
        https.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                var needed = getSSLContext().getDefaultSSLParameters();
                needed.setNeedClientAuth(true);
                parameters.setSSLParameters(needed);
            }
        });
        return start(https, handler);
    }

    private static HttpHandler answer(int status, byte[] body) {
        return exchange -> {
            exchange.getResponseHeaders().set("Date", "Mon, 23 Nov 2026 09:00:00 GMT");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        };
    }

    private static HttpHandler inParts(int count, int size) {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (int part = 0; part < count; part++) {
                exchange.getResponseBody().write(new byte[size]);
                exchange.getResponseBody().flush();
                LockSupport.parkNanos(Duration.ofMillis(400).toNanos());
            }
        };
    }

    private static KeyStore certificate(String name) throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var pair = generator.generateKeyPair();
        var subject = new X500Name("CN=" + name);
        var now = Instant.now();
        var builder = new JcaX509v3CertificateBuilder(
                subject,
                BigInteger.valueOf(now.toEpochMilli()),
                Date.from(now.minusSeconds(60)),
                Date.from(now.plusSeconds(3600)),
                subject,
                pair.getPublic());
        if (name.startsWith("127")) {
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.iPAddress, name)));
        }
        var certificate = new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate())));
        return store(store ->
                store.setKeyEntry("key", pair.getPrivate(), PASSWORD.toCharArray(), new Certificate[] {certificate}));
    }

    private static KeyStore trusting(KeyStore other) throws Exception {
        var certificate = other.getCertificate("key");
        return store(store -> store.setCertificateEntry("trusted", certificate));
    }

    private interface Entry {
        void put(KeyStore store) throws Exception;
    }

    private static KeyStore store(Entry entry) throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        entry.put(store);
        return store;
    }
}
