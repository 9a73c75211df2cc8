package ru.priyomnaya.journal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/**
 * A tree of hashes over seals, as in RFC 6962: a leaf is SHA-256(0, seal), a node SHA-256(1, left, right), a last one without a
 * neighbour goes up as it is. It shows that one seal is under a signed root without showing the others.
 */
public final class MerkleTree {
    private static final int LONGEST_PATH = 64;

    /** @param isLeft whether {@code hash} stands to the left of what is known so far */
    public record Step(boolean isLeft, String hash) {
        public Step {
            Objects.requireNonNull(hash, "hash");
        }
    }

    private MerkleTree() {}

    /** @param seals 64 hexadecimal digits each, at least one */
    static String root(List<String> seals) {
        var level = leaves(seals);
        while (level.size() > 1) {
            level = above(level);
        }
        return HexFormat.of().formatHex(level.get(0));
    }

    /** What the seal at {@code place} has to be combined with on its way up. */
    static List<Step> path(List<String> seals, int place) {
        var path = new ArrayList<Step>();
        var level = leaves(seals);
        var at = place;
        while (level.size() > 1) {
            var neighbour = at % 2 == 0 ? at + 1 : at - 1;
            if (neighbour < level.size()) {
                path.add(new Step(neighbour < at, HexFormat.of().formatHex(level.get(neighbour))));
            }
            level = above(level);
            at /= 2;
        }
        return path;
    }

    /** The root that the path leads to. */
    static String root(String seal, List<Step> path) {
        if (path.size() > LONGEST_PATH) {
            throw new IllegalArgumentException("A path of " + path.size());
        }
        var hash = leaf(seal);
        for (var step : path) {
            var other = HexFormat.of().parseHex(step.hash());
            hash = step.isLeft() ? node(other, hash) : node(hash, other);
        }
        return HexFormat.of().formatHex(hash);
    }

    private static List<byte[]> leaves(List<String> seals) {
        return seals.stream().map(MerkleTree::leaf).toList();
    }

    private static List<byte[]> above(List<byte[]> level) {
        var above = new ArrayList<byte[]>((level.size() + 1) / 2);
        for (int at = 0; at < level.size(); at += 2) {
            above.add(at + 1 < level.size() ? node(level.get(at), level.get(at + 1)) : level.get(at));
        }
        return above;
    }

    private static byte[] leaf(String seal) {
        return sha256((byte) 0, HexFormat.of().parseHex(seal), new byte[0]);
    }

    private static byte[] node(byte[] left, byte[] right) {
        return sha256((byte) 1, left, right);
    }

    private static byte[] sha256(byte kind, byte[] one, byte[] two) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            sha.update(kind);
            sha.update(one);
            sha.update(two);
            return sha.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is required of every JDK", e);
        }
    }
}
