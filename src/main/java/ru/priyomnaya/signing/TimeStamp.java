package ru.priyomnaya.signing;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import org.bouncycastle.util.Selector;
import org.jspecify.annotations.Nullable;

/** Time stamps of an authority (RFC 3161) over the SHA-256 of bytes. */
public final class TimeStamp {
    private static final int LARGEST_ANSWER = 1024 * 1024;
    private static final int NONCE_BITS = 64;
    private static final SecureRandom RANDOM = new SecureRandom();

    private TimeStamp() {}

    /**
     * @param problems plain Russian sentences; empty when the stamp is good
     * @param at what the authority says; null when nothing could be read
     */
    public record Verdict(List<String> problems, @Nullable Instant at) {}

    /**
     * Asks for a stamp and returns it (DER) when it is good.
     *
     * @throws IOException when the authority is down, too slow, refuses, or answers something else; Russian
     */
    public static byte[] ask(URI authority, byte[] bytes, Duration patience) throws IOException {
        Gost.load();
        try {
            var generator = new TimeStampRequestGenerator();
            generator.setCertReq(true);
            var request = generator.generate(TSPAlgorithms.SHA256, sha256(bytes), new BigInteger(NONCE_BITS, RANDOM));
            var response = new TimeStampResponse(post(authority, request.getEncoded(), patience));
            response.validate(request); // status, nonce, digest
            var token = response.getTimeStampToken();
            if (token == null) {
                throw new IOException("отказала");
            }
            var stamp = token.getEncoded();
            var verdict = verify(bytes, stamp);
            if (!verdict.problems().isEmpty()) {
                throw new IOException(String.join("; ", verdict.problems()));
            }
            return stamp;
        } catch (TSPException e) {
            throw new IOException("ответила не на то, о чём спрошена", e);
        } catch (RuntimeException e) { // a hostile answer may trip the parser anywhere
            throw new IOException("ответ не разбирается: " + e.getClass().getSimpleName(), e);
        }
    }

    private static byte[] post(URI authority, byte[] request, Duration patience) throws IOException {
        var client = HttpClient.newBuilder().connectTimeout(patience).build();
        try {
            var response = client.send(
                    HttpRequest.newBuilder(authority)
                            .timeout(patience)
                            .header("Content-Type", "application/timestamp-query")
                            .POST(BodyPublishers.ofByteArray(request))
                            .build(),
                    BodyHandlers.ofInputStream());
            try (var body = response.body()) {
                var bytes = body.readNBytes(LARGEST_ANSWER + 1);
                if (response.statusCode() != 200 || bytes.length > LARGEST_ANSWER) {
                    throw new IOException("ответила " + response.statusCode());
                }
                return bytes;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("ожидание прервано", e);
        }
    }

    /** Whether the stamp belongs to the bytes and its authority's signature holds; not who vouches for the authority. */
    public static Verdict verify(byte[] bytes, byte[] stamp) {
        try {
            Gost.load();
            var token = new TimeStampToken(new CMSSignedData(stamp));
            var at = token.getTimeStampInfo().getGenTime().toInstant();
            if (!TSPAlgorithms.SHA256.equals(token.getTimeStampInfo().getMessageImprintAlgOID())
                    || !MessageDigest.isEqual(token.getTimeStampInfo().getMessageImprintDigest(), sha256(bytes))) {
                return new Verdict(List.of("Метка времени не от этих данных"), at);
            }
            token.validate(new JcaSimpleSignerInfoVerifierBuilder()
                    .setProvider(BouncyCastleProvider.PROVIDER_NAME)
                    .build(certificate(token)));
            return new Verdict(List.of(), at);
        } catch (CMSException
                | TSPException
                | IOException
                | OperatorCreationException
                | GeneralSecurityException
                | RuntimeException e) {
            return new Verdict(
                    List.of("Метка времени не сходится: " + e.getClass().getSimpleName()), null);
        }
    }

    @SuppressWarnings("unchecked") // the library's Selector of a signer selects certificates and nothing else
    private static X509CertificateHolder certificate(TimeStampToken token) throws IOException {
        return token.getCertificates().getMatches((Selector<X509CertificateHolder>) token.getSID()).stream()
                .findFirst()
                .orElseThrow(() -> new IOException("в метке нет сертификата"));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is required of every JDK", e);
        }
    }
}
