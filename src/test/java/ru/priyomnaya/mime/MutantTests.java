package ru.priyomnaya.mime;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The short form of fuzzing: letters of the zoo, spoiled at random by a fixed seed, keep the promises of {@link LetterFuzzer}. */
class MutantTests {
    private static final int MUTANTS = Integer.getInteger("mutants", 3_000);
    private static final int LONGEST = 60_000;
    private static final byte[][] TEETH = teeth(
            "\r\n\r\n",
            "--",
            "=?utf-8?B?",
            "?=",
            "\"",
            "(",
            "<",
            ">",
            ";",
            "=",
            "\0",
            "boundary=x",
            "begin 644 a\r\n",
            "=yend\r\n",
            "Content-Type: multipart/mixed\r\n",
            "Content-Transfer-Encoding: base64\r\n",
            "filename*0*=",
            "charset=utf-16",
            "\u00ff\u00fe");

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void spoiledLettersEndInALetterOrAReason() {
        var animals = Zoo.animals().stream()
                .filter(animal -> animal.bytes().length < LONGEST)
                .toList();
        var random = new Random(20261123);
        for (int i = 0; i < MUTANTS; i++) {
            var animal = animals.get(random.nextInt(animals.size()));
            var mutant = spoiled(animal.bytes(), animals, random);
            assertThatCode(() -> LetterFuzzer.read(mutant))
                    .as("mutant %d of %s", i, animal.name())
                    .doesNotThrowAnyException();
        }
    }

    private static byte[] spoiled(byte[] letter, List<Zoo.Animal> animals, Random random) {
        var bytes = letter.clone();
        for (int times = 1 + random.nextInt(8); times > 0; times--) {
            bytes = switch (random.nextInt(5)) {
                case 0 -> flipped(bytes, random);
                case 1 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
                case 2 -> inserted(bytes, TEETH[random.nextInt(TEETH.length)], random);
                case 3 -> without(bytes, random);
                default ->
                    crossed(bytes, animals.get(random.nextInt(animals.size())).bytes(), random);
            };
        }
        return bytes;
    }

    private static byte[] flipped(byte[] bytes, Random random) {
        if (bytes.length > 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static byte[] inserted(byte[] bytes, byte[] tooth, Random random) {
        var at = random.nextInt(bytes.length + 1);
        return joined(Arrays.copyOf(bytes, at), joined(tooth, Arrays.copyOfRange(bytes, at, bytes.length)));
    }

    private static byte[] without(byte[] bytes, Random random) {
        var from = random.nextInt(bytes.length + 1);
        var to = Math.min(bytes.length, from + random.nextInt(60));
        return joined(Arrays.copyOf(bytes, from), Arrays.copyOfRange(bytes, to, bytes.length));
    }

    private static byte[] crossed(byte[] one, byte[] other, Random random) {
        return joined(
                Arrays.copyOf(one, random.nextInt(one.length + 1)),
                Arrays.copyOfRange(other, random.nextInt(other.length + 1), other.length));
    }

    private static byte[] joined(byte[] one, byte[] other) {
        var joined = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, joined, one.length, other.length);
        return joined;
    }

    private static byte[][] teeth(String... teeth) {
        return Arrays.stream(teeth)
                .map(tooth -> tooth.getBytes(StandardCharsets.ISO_8859_1))
                .toArray(byte[][]::new);
    }
}
