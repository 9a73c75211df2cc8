package ru.priyomnaya.signing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;

/**
 * Signs by a service that holds the key elsewhere. It is asked over HTTP, below the address in the settings: {@code POST
 * /envelope?profile=P1} takes and returns {@code text/xml}, {@code POST /detached} takes a file and returns DER, {@code GET
 * /certificate} returns the certificate, DER or PEM.
 */
final class ServiceSigner implements Signer {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final String url;
    private final Clock clock;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    ServiceSigner(String url, Clock clock) {
        this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        this.clock = clock;
    }

    @Override
    public byte[] signEnvelope(byte[] envelope, SignatureProfile profile) {
        var signed = call("/envelope?profile=" + profile, "text/xml; charset=utf-8", envelope);
        KeySigner.require(EnvelopeVerifier.verify(signed, clock.instant()).problems());
        return signed;
    }

    @Override
    public byte[] signDetached(byte[] file) {
        var signature = call("/detached", "application/octet-stream", file);
        KeySigner.require(
                DetachedSignature.verify(file, signature, clock.instant()).problems());
        return signature;
    }

    @Override
    public CertificateInfo certificate() {
        try {
            Gost.load();
            var bytes = call("/certificate", null, null);
            if (bytes.length == 0) {
                throw new SigningFailure(SigningFailure.AWAY, "Служба подписи не отдала сертификат");
            }
            return CertificateInfo.of(
                    (X509Certificate) CertificateFactory.getInstance("X.509", BouncyCastleProvider.PROVIDER_NAME)
                            .generateCertificate(new ByteArrayInputStream(bytes)));
        } catch (GeneralSecurityException e) {
            throw new SigningFailure("SIGN-005", "Служба подписи отдала не сертификат", e);
        }
    }

    private byte[] call(String path, @Nullable String type, byte @Nullable [] body) {
        var request = HttpRequest.newBuilder(URI.create(url + path)).timeout(ANSWER);
        if (body != null && type != null) {
            request.header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        }
        try {
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new SigningFailure(
                        SigningFailure.AWAY, "Служба подписи %s ответила кодом %d".formatted(url, answer.statusCode()));
            }
            return answer.body();
        } catch (IOException e) {
            throw new SigningFailure(
                    SigningFailure.AWAY, "Служба подписи %s не отвечает: проверьте, запущена ли она".formatted(url), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SigningFailure(SigningFailure.AWAY, "Подписание прервано", e);
        }
    }
}
