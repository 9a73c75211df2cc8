package ru.priyomnaya.gis;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ru.priyomnaya.gis.GisHttp.Reply;

/**
 * The file store of ГИС ЖКХ: simple upload up to 5 MiB, sessions of parts above, download in ranges, errors in {@code
 * X-Upload-Error}.
 */
@Component
class FileStore {
    static final int SLICE = 5_242_880;
    private static final long LONGEST = 1_000_000_000L;
    private static final int WORD = 30;
    private static final Pattern BANNED = Pattern.compile("[<>?:|*%\\\\\"/\\p{Cntrl}]");
    private static final Pattern GUID = Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    /** Those that pass; the rest wait for a person. */
    private static final Set<String> PASSING =
            Set.of("FileVirusNotCheckedException", "INT002029", "HashConflictException");

    private final GisHttp http;
    private final GisProperties properties;

    FileStore(GisHttp http, GisProperties properties) {
        this.http = http;
        this.properties = properties;
    }

    /** Refusals that concern the organisation or its key, and so every file. */
    private static final Set<String> OF_CHANNEL =
            Set.of("CertificateValidationException", "DataProviderValidationException");

    /** The store said no; the message is for staff. */
    static final class FileRefused extends Exception {
        private static final long serialVersionUID = 1L;
        static final String NOT_FOUND = "FileNotFoundException";

        private final String code;

        FileRefused(String code, String sentence) {
            super(sentence);
            this.code = code;
        }

        String code() {
            return code;
        }

        /** Whether no other file would fare better. */
        boolean concernsChannel() {
            return OF_CHANNEL.contains(code);
        }
    }

    /** Whether the store takes files of this kind; checked before anything is sent. */
    boolean takes(String name) {
        var dot = name.lastIndexOf('.');
        return dot >= 0
                && properties.fileExtensions().contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
    }

    /**
     * Uploads a file.
     *
     * @param size of the bytes
     * @return its AttachmentGUID
     * @throws FileRefused when the store refuses it for good
     * @throws IOException when it should be tried again
     */
    UUID upload(String name, InputStream bytes, long size) throws IOException, FileRefused {
        return size <= SLICE ? simple(name, bytes.readAllBytes()) : parts(name, bytes, size);
    }

    /**
     * Asks whether an uploaded file is whole and was found clean.
     *
     * @throws FileRefused when it is not there or infected
     * @throws IOException when it should be asked again later
     */
    void confirm(UUID guid) throws IOException, FileRefused {
        try (var reply = http.call("HEAD", path("/" + guid), ours(), null, null)) {
            requireGood(reply);
            if ("false".equalsIgnoreCase(reply.header("X-Upload-Completed"))) {
                throw new IOException("Файловое хранилище ещё не собрало файл");
            }
        }
    }

    private UUID simple(String name, byte[] bytes) throws IOException, FileRefused {
        var headers = ours();
        headers.put("X-Upload-Filename", encoded(name));
        headers.put("Content-MD5", md5(bytes));
        try (var reply = http.call("PUT", path("/"), headers, "application/octet-stream", bytes)) {
            requireGood(reply);
            return guidIn(reply);
        }
    }

    private UUID parts(String name, InputStream bytes, long size) throws IOException, FileRefused {
        var count = (size + SLICE - 1) / SLICE;
        var headers = ours();
        headers.put("X-Upload-Filename", encoded(name));
        headers.put("X-Upload-Length", String.valueOf(size));
        headers.put("X-Upload-Part-Count", String.valueOf(count));
        UUID session;
        try (var reply = http.call("POST", path("/?upload"), headers, null, new byte[0])) {
            requireGood(reply);
            session = guidIn(reply);
        }
        for (long part = 1; part <= count; part++) {
            var slice = bytes.readNBytes(SLICE);
            var ofPart = ours();
            ofPart.put("X-Upload-Partnumber", String.valueOf(part));
            ofPart.put("Content-MD5", md5(slice));
            try (var reply = http.call("PUT", path("/" + session), ofPart, "application/octet-stream", slice)) {
                requireGood(reply);
            }
        }
        try (var reply = http.call("POST", path("/" + session + "?completed"), ours(), null, new byte[0])) {
            requireGood(reply);
        }
        return session;
    }

    /**
     * A file's bytes, fetched slice by slice as they are read.
     *
     * @throws FileRefused when there is no such file, or it is infected
     */
    InputStream download(UUID guid) throws IOException, FileRefused {
        long length;
        try (var reply = http.call("HEAD", path("/" + guid), ours(), null, null)) {
            requireGood(reply);
            length = number(reply.header("X-Upload-Length"));
        }
        if (length > LONGEST) {
            throw new FileRefused("GIS-030", "Файл больше гигабайта");
        }
        if (length <= SLICE) {
            return new ByteArrayInputStream(slice(guid, null, length));
        }
        return new Slices(guid, length);
    }

    /** Fetches the next slice when the one before has been read. */
    private final class Slices extends InputStream {
        private final UUID guid;
        private final long length;
        private long from;
        private InputStream current = InputStream.nullInputStream();

        Slices(UUID guid, long length) {
            this.guid = guid;
            this.length = length;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int most) throws IOException {
            var read = current.read(target, offset, most);
            if (read >= 0 || from >= length) {
                return read;
            }
            var until = Math.min(from + SLICE, length) - 1;
            try {
                current = new ByteArrayInputStream(slice(guid, "bytes=%d-%d".formatted(from, until), until - from + 1));
            } catch (FileRefused e) {
                throw new IOException(e.getMessage(), e);
            }
            from = until + 1;
            return current.read(target, offset, most);
        }
    }

    private byte[] slice(UUID guid, @Nullable String range, long expected) throws IOException, FileRefused {
        var headers = ours();
        if (range != null) {
            headers.put("Range", range);
        }
        try (var reply = http.call("GET", path("/" + guid + "?getfile"), headers, null, null)) {
            requireGood(reply);
            if (expected > 0 && reply.size() != expected) {
                throw new IOException("Пришло %d байт вместо %d".formatted(reply.size(), expected));
            }
            if (reply.size() > SLICE) {
                throw new IOException("Файловое хранилище не назвало длину большого файла");
            }
            return reply.body().readAllBytes();
        }
    }

    private static long number(@Nullable String header) {
        return header != null && header.strip().matches("\\d{1,15}") ? Long.parseLong(header.strip()) : 0;
    }

    private String path(String rest) {
        return "/ext-bus-file-store-service/rest/" + properties.filesContext() + rest;
    }

    private Map<String, String> ours() {
        var headers = new HashMap<String, String>();
        headers.put(
                "X-Upload-OrgPPAGUID",
                Objects.requireNonNull(properties.orgPpaGuid()).toString());
        return headers;
    }

    /** 200 and 206 are good; the rest passes or does not. */
    private static void requireGood(Reply reply) throws IOException, FileRefused {
        var error = reply.header("X-Upload-Error");
        if (error == null && reply.status() >= 200 && reply.status() < 300) {
            return;
        }
        if (error == null) {
            throw new IOException("Файловое хранилище ответило кодом " + reply.status());
        }
        if (PASSING.contains(error)) {
            throw new IOException("Файловое хранилище: " + sentence(error));
        }
        throw new FileRefused(error, sentence(error));
    }

    private static String sentence(String error) {
        return switch (error) {
            case "FileNotFoundException" -> "файл не найден";
            case "FileVirusInfectionException" -> "файл заражён";
            case "FileVirusNotCheckedException" -> "файл ещё проверяется антивирусом";
            case "FilePermissionException" -> "нет прав на файл";
            case "DataProviderValidationException" -> "организация неизвестна или заблокирована";
            case "CertificateValidationException" -> "информационная система не найдена по отпечатку сертификата";
            case "ExtensionException" -> "такие файлы ГИС ЖКХ не принимает (расширение)";
            case "DetectionException" -> "тип файла не определён или запрещён";
            case "InvalidSizeException" -> "неверный размер файла";
            case "HashConflictException" -> "файл исказился при передаче";
            case "INT002029" -> "регламентные работы";
            default -> error;
        };
    }

    /** The upload id is the AttachmentGUID; older answers carry it in Location only. */
    private static UUID guidIn(Reply reply) throws IOException {
        var named = Objects.requireNonNullElse(reply.header("X-Upload-UploadID"), "");
        var place = Objects.requireNonNullElse(reply.header("Location"), "");
        var found = GUID.matcher(named + " " + place);
        if (!found.find()) {
            throw new IOException("Файловое хранилище не назвало идентификатор файла");
        }
        return UUID.fromString(found.group());
    }

    static String clean(String name) {
        return BANNED.matcher(name).replaceAll("_");
    }

    /** RFC 2047, Base64, on one line; a word holds at most 75 characters. */
    static String encoded(String name) {
        var clean = clean(name);
        if (StandardCharsets.US_ASCII.newEncoder().canEncode(clean)) {
            return clean;
        }
        var words = new StringBuilder();
        for (int at = 0; at < clean.length(); ) {
            var end = at;
            var bytes = 0;
            while (end < clean.length()) {
                var point = clean.codePointAt(end);
                var length = Character.toString(point).getBytes(StandardCharsets.UTF_8).length;
                if (bytes + length > WORD) {
                    break;
                }
                bytes += length;
                end += Character.charCount(point);
            }
            var word = clean.substring(at, end).getBytes(StandardCharsets.UTF_8);
            words.append(words.isEmpty() ? "" : " ")
                    .append("=?utf-8?B?")
                    .append(Base64.getEncoder().encodeToString(word))
                    .append("?=");
            at = end;
        }
        return words.toString();
    }

    private static String md5(byte[] bytes) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("MD5 is required of every JDK", e);
        }
    }
}
