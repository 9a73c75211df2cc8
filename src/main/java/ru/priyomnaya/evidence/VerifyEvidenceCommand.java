package ru.priyomnaya.evidence;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import ru.priyomnaya.journal.Anchors;
import ru.priyomnaya.journal.SealedEntry;
import ru.priyomnaya.signing.DetachedSignature;
import ru.priyomnaya.signing.Sha256;
import ru.priyomnaya.signing.TrustedIssuers;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code java -jar priyomnaya.jar verify-evidence FILE [FOLDER]}: checks a package without a gateway, a database or a network. A
 * signature must have been good when the package was made; with a folder of certificates also its authority is asked.
 */
public final class VerifyEvidenceCommand {
    private static final long LARGEST_FILE = 512L * 1024 * 1024;
    private static final int MOST_FILES = 10_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private VerifyEvidenceCommand() {}

    /**
     * Prints what is found; returns the exit code: 0 for a sound package with a signed manifest, 1 for a broken one, 2 when it cannot
     * be read, 3 for a sound one whose manifest nobody signed: who could change the files could change the manifest too.
     *
     * @param trusted folder with certificates of authorities, or null to ask nobody who vouches for the keys
     */
    public static int run(PrintStream out, @Nullable String file, @Nullable String trusted) {
        if (file == null || !Files.isRegularFile(Path.of(file))) {
            out.println("Укажите файл пакета: java -jar priyomnaya.jar verify-evidence ПАКЕТ.zip [папка сертификатов]");
            return 2;
        }
        try {
            var seal = PackageSeal.of(Path.of(file));
            if (seal == PackageSeal.Verdict.CHANGED) {
                out.println("ОШИБКА: файл пакета изменён: его байты не сходятся с хэшем в комментарии ZIP");
                return 1;
            }
            var files = files(Path.of(file));
            var problems = problems(files, seal, out, trusted == null ? null : TrustedIssuers.in(Path.of(trusted)));
            problems.forEach(problem -> out.println("ОШИБКА: " + problem));
            out.println(problems.isEmpty() ? "Пакет цел" : "Пакет изменён или неполон: ошибок " + problems.size());
            if (!problems.isEmpty()) {
                return 1;
            }
            return files.containsKey(Manifest.NAME + ".sig") ? 0 : 3;
        } catch (IOException | JacksonException | IllegalArgumentException e) {
            out.println("Пакет не читается: " + e.getMessage());
            return 2;
        }
    }

    private static Map<String, byte[]> files(Path path) throws IOException {
        var files = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipFile(path.toFile())) {
            if (zip.size() > MOST_FILES) {
                throw new IOException("файлов больше " + MOST_FILES);
            }
            for (var entry : zip.stream().filter(one -> !one.isDirectory()).toList()) {
                try (var bytes = zip.getInputStream(entry)) {
                    var read = bytes.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, LARGEST_FILE));
                    files.put(entry.getName(), read);
                }
            }
        }
        return files;
    }

    private static List<String> problems(
            Map<String, byte[]> files, PackageSeal.Verdict seal, PrintStream out, @Nullable TrustedIssuers trusted) {
        var problems = new ArrayList<String>();
        var written = files.get(Manifest.NAME);
        if (written == null) {
            return List.of("нет " + Manifest.NAME);
        }
        var manifest = JSON.readValue(written, Manifest.class);
        out.println("Обращение № " + manifest.appeal() + ", пакет составлен " + manifest.madeAt());
        if (manifest.format() != 1 && seal != PackageSeal.Verdict.WHOLE) {
            problems.add("нет хэша всего пакета в комментарии ZIP");
        }
        var known = new HashSet<>(List.of(Manifest.NAME, Manifest.NAME + ".sig"));
        for (var file : manifest.files()) {
            known.add(file.path());
            var bytes = files.get(file.path());
            if (bytes == null) {
                problems.add(file.path() + ": файла нет");
            } else if (!Sha256.of(bytes).equals(file.sha256())) {
                problems.add(file.path() + ": хэш не тот, файл изменён");
            } else if (file.signs() != null) {
                signature(
                        file.path(),
                        bytes,
                        files.get(file.signs()),
                        problems,
                        out,
                        new Check(manifest.madeAt(), trusted));
            }
        }
        files.keySet().stream()
                .filter(path -> !known.contains(path))
                .forEach(path -> problems.add(path + ": лишний файл, его нет в описи"));
        var ownSignature = files.get(Manifest.NAME + ".sig");
        if (ownSignature == null) {
            out.println("Опись не подписана: целость файлов проверена, кто составил пакет — нет");
        } else {
            signature(
                    Manifest.NAME + ".sig",
                    ownSignature,
                    written,
                    problems,
                    out,
                    new Check(manifest.madeAt(), trusted));
        }
        var entries = journal(files.get("journal.json"), problems, out);
        if (manifest.format() != 1) {
            anchors(files.get("anchors.json"), entries, problems, out, trusted);
        }
        return problems;
    }

    /** @param at when the package was made: certificates end, what they signed stays signed */
    private record Check(Instant at, @Nullable TrustedIssuers trusted) {}

    private static void signature(
            String path,
            byte[] signature,
            byte @Nullable [] signed,
            List<String> problems,
            PrintStream out,
            Check check) {
        if (signed == null) {
            problems.add(path + ": нет подписанного файла");
            return;
        }
        var verdict = check.trusted() == null
                ? DetachedSignature.verify(signed, signature, check.at())
                : DetachedSignature.verify(signed, signature, check.at(), check.trusted());
        var certificate = verdict.certificate();
        if (certificate != null) {
            out.println("%s: %s, сертификат %s, с %s по %s"
                    .formatted(
                            path,
                            certificate.holder(),
                            certificate.serialInHex(),
                            certificate.notBefore(),
                            certificate.notAfter()));
        }
        verdict.problems().forEach(problem -> problems.add(path + ": " + problem));
    }

    private static List<SealedEntry> journal(byte @Nullable [] written, List<String> problems, PrintStream out) {
        if (written == null) {
            problems.add("нет journal.json");
            return List.of();
        }
        List<SealedEntry> entries;
        try {
            entries = JSON.readValue(written, new TypeReference<>() {});
        } catch (JacksonException e) {
            problems.add("journal.json не читается");
            return List.of();
        }
        var sealed = entries.stream().filter(entry -> entry.seal() != null).toList();
        var witnesses = new HashMap<Long, String>();
        entries.forEach(entry -> witnesses.putAll(entry.witnesses()));
        entries.stream()
                .filter(entry -> !entry.isSound(witnesses))
                .forEach(entry ->
                        problems.add("journal.json: запись %d не та, что была сцеплена".formatted(entry.id())));
        out.println("Журнал: записей %d, сцеплено %d, сведения удалены по закону — %d"
                .formatted(
                        entries.size(),
                        sealed.size(),
                        entries.stream().filter(SealedEntry::isErased).count()));
        return entries;
    }

    private static void anchors(
            byte @Nullable [] written,
            List<SealedEntry> entries,
            List<String> problems,
            PrintStream out,
            @Nullable TrustedIssuers trusted) {
        if (written == null) {
            problems.add("нет anchors.json");
            return;
        }
        try {
            var proofs = JSON.readValue(written, Anchors.Proofs.class);
            proofs.problems(entries, trusted).forEach(problem -> problems.add("anchors.json: " + problem));
            proofs.anchors().forEach(anchor -> out.println("Голова журнала: " + anchor.inRussian()));
            out.println("Под заверенными головами — записей %d, остальные младше последней головы"
                    .formatted(proofs.proofs().size()));
        } catch (JacksonException | IllegalArgumentException e) {
            problems.add("anchors.json не читается");
        }
    }
}
