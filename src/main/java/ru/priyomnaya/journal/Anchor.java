package ru.priyomnaya.journal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import ru.priyomnaya.signing.DetachedSignature;
import ru.priyomnaya.signing.Sha256;
import ru.priyomnaya.signing.TimeStamp;
import ru.priyomnaya.signing.TrustedIssuers;

/**
 * A head of the journal's chain that somebody vouches for: the gateway's key, an authority of time, or both (decision 0037).
 *
 * @param firstSeq of the seals under {@code root}
 * @param seq the last seal, whose hash is {@code hash}
 * @param root of the tree over the seals from {@code firstSeq} to {@code seq}
 * @param signature detached, over {@link #statement}; as {@link #written}
 * @param stamp RFC 3161, over {@link #statement}; as {@link #written}
 */
public record Anchor(
        long firstSeq,
        long seq,
        String hash,
        String root,
        Instant at,
        @Nullable String signature,
        @Nullable String stamp) {

    /** @throws NullPointerException for what is no head: files of others are read too */
    public Anchor {
        Objects.requireNonNull(hash, "hash");
        Objects.requireNonNull(root, "root");
        Objects.requireNonNull(at, "at");
    }

    /** What is signed: whoever checks can write it down by hand. */
    byte[] statement() {
        return "priyomnaya journal anchor 1\nfirst=%d\nlast=%d\nhash=%s\nroot=%s\nat=%s\n"
                .formatted(firstSeq, seq, hash, root, at)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * What is wrong with it; Russian.
     *
     * @param trusted who may have issued the certificate of the signature; null: nobody is asked
     */
    public List<String> problems(@Nullable TrustedIssuers trusted) {
        var problems = new ArrayList<String>();
        if (signature == null && stamp == null) {
            problems.add("голову журнала %d никто не заверил".formatted(seq));
        }
        try {
            if (signature != null) {
                var bytes = decoded(signature);
                var verdict = trusted == null
                        ? DetachedSignature.verify(statement(), bytes, at)
                        : DetachedSignature.verify(statement(), bytes, at, trusted);
                verdict.problems().forEach(problem -> problems.add("подпись головы %d: %s".formatted(seq, problem)));
            }
            if (stamp != null) {
                TimeStamp.verify(statement(), decoded(stamp))
                        .problems()
                        .forEach(problem -> problems.add("метка времени головы %d: %s".formatted(seq, problem)));
            }
        } catch (IllegalArgumentException notBase64) {
            problems.add("заверение головы %d не читается".formatted(seq));
        }
        return problems;
    }

    /** Base64 of DER, a point, SHA-256 of the base64: some bytes of a CMS are signed by nobody, and must not change unseen either. */
    static String written(byte[] der) {
        var base64 = Base64.getEncoder().encodeToString(der);
        return base64 + "." + Sha256.of(base64.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] decoded(String written) {
        var point = written.indexOf('.');
        var base64 = point < 0 ? written : written.substring(0, point);
        var bytes = Base64.getDecoder().decode(base64);
        if (!written(bytes).equals(written)) {
            throw new IllegalArgumentException("Not as it was written");
        }
        return bytes;
    }

    /** Who vouches, for a person: the holder of the key, the time of the stamp. */
    public String inRussian() {
        var signed = signature == null
                ? ""
                : ", подписал " + holder(DetachedSignature.verify(statement(), decoded(signature), at));
        var stamped = stamp == null
                ? ""
                : ", метка времени "
                        + TimeStamp.verify(statement(), decoded(stamp)).at();
        return "записи %d–%d, %s%s%s".formatted(firstSeq, seq, at, signed, stamped);
    }

    private static String holder(DetachedSignature.Verdict verdict) {
        return verdict.certificate() == null ? "?" : verdict.certificate().holder();
    }
}
