package ru.priyomnaya.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.xml.security.c14n.Canonicalizer;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signed envelopes a second on one thread, against Bouncy Castle's bare signature with a kept {@code Signature}. */
@Tag("benchmark")
class SigningBenchmark {
    private static final byte[] ENVELOPE = EnvelopeSignatureTests.ANSWER.getBytes(StandardCharsets.UTF_8);
    private static final Duration WARM = Duration.ofSeconds(4);
    private static final Duration MEASURED = Duration.ofSeconds(5);
    private static final int ROUNDS = 5;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(ints = {256, 512})
    void envelopes(int strength) throws Exception {
        var now = EnvelopeSignatureTests.NOW;
        var settings = EnvelopeSignatureTests.settings(
                directory, strength, now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(9)));
        var signer = (KeySigner) Signers.of(settings, Clock.fixed(now, ZoneOffset.UTC), ZoneId.of("Europe/Moscow"));
        var bare = bare(settings, strength);
        var info = signedInfo(signer.unverified(ENVELOPE, SignatureProfile.P1));
        Callable<byte[]> signing = () -> {
            bare.update(info);
            return bare.sign();
        };

        var limit = 0.0;
        var envelopes = 0.0;
        var verified = 0.0;
        rate(signing, WARM);
        rate(() -> signer.signEnvelope(ENVELOPE, SignatureProfile.P1), WARM);
        for (int round = 0; round < ROUNDS; round++) { // taken in turns: the machine is not equally fast all the time
            limit = Math.max(limit, rate(signing, MEASURED));
            envelopes = Math.max(envelopes, rate(() -> signer.unverified(ENVELOPE, SignatureProfile.P1), MEASURED));
            verified = Math.max(verified, rate(() -> signer.signEnvelope(ENVELOPE, SignatureProfile.P1), MEASURED));
        }

        System.out.printf("""

                BENCHMARK signature, %d bits, one thread, best of %d
                  bare Signature                  %8.0f /s
                  envelope, XML work included     %8.0f /s, ratio %.2f (goal 0.8)
                  envelope, own signature checked %8.0f /s, ratio %.2f

                """, strength, ROUNDS, limit, envelopes, envelopes / limit, verified, verified / limit);
        assertThat(envelopes).isPositive();
    }

    private static double rate(Callable<byte[]> work, Duration duration) throws Exception {
        var begin = System.nanoTime();
        var end = begin + duration.toNanos();
        var count = 0;
        while (System.nanoTime() < end) {
            assertThat(work.call()).isNotEmpty();
            count++;
        }
        return count / ((System.nanoTime() - begin) / 1e9);
    }

    /** What a signature is really made of. */
    private static byte[] signedInfo(byte[] signed) throws Exception {
        var out = new ByteArrayOutputStream();
        Canonicalizer.getInstance(SignatureProfile.P1.canonicalization)
                .canonicalizeSubtree(
                        SecureXml.parse(signed)
                                .getElementsByTagNameNS(EnvelopeSignature.DS, "SignedInfo")
                                .item(0),
                        out);
        return out.toByteArray();
    }

    private static Signature bare(KeySettings settings, int strength) throws Exception {
        var password = Objects.requireNonNull(settings.password()).toCharArray();
        var store = KeyStore.getInstance(
                Path.of(Objects.requireNonNull(settings.keystore())).toFile(), password);
        var signature = Signature.getInstance("ECGOST3410-2012-" + strength, BouncyCastleProvider.PROVIDER_NAME);
        signature.initSign((PrivateKey) store.getKey("key", password));
        return signature;
    }
}
