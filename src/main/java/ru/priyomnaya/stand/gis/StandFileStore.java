package ru.priyomnaya.stand.gis;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import ru.priyomnaya.stand.gis.StandFiles.StoredFile;

/** The file store's REST side: simple upload, sessions, HEAD, download in ranges, errors in {@code X-Upload-Error}. */
@RestController
@RequestMapping("/stand/gis/ext-bus-file-store-service/rest/{context}")
@ConditionalOnProperty("priyomnaya.stand.enabled")
class StandFileStore {
    private static final int SLICE = 5_242_880;
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");
    private static final Set<String> EXTENSIONS = Set.of(
            "pdf", "docx", "doc", "rtf", "txt", "xls", "xlsx", "jpeg", "jpg", "bmp", "tif", "tiff", "gif", "zip", "rar",
            "csv", "odp", "odf", "ods", "odt", "sxc", "sxw", "xml", "crt", "cer", "sig", "p7s");

    private final StandFiles files;
    private final StandFaults faults;

    StandFileStore(StandFiles files, StandFaults faults) {
        this.files = files;
        this.faults = faults;
    }

    /** An error of the store: HTTP 400, its name in a header, no body. */
    private static final class StoreError extends Exception {
        private static final long serialVersionUID = 1L;

        StoreError(String name) {
            super(name);
        }
    }

    @RequestMapping({"", "/"})
    void root(@PathVariable String context, HttpServletRequest http, HttpServletResponse answer) throws IOException {
        serve(answer, () -> {
            checkContext(context);
            var name = nameIn(http);
            if ("PUT".equals(http.getMethod())) {
                play("upload");
                put(context, name, http, answer);
            } else {
                play("upload");
                open(context, name, http, answer);
            }
        });
    }

    @RequestMapping("/{guid}")
    void file(
            @PathVariable String context,
            @PathVariable String guid,
            HttpServletRequest http,
            HttpServletResponse answer)
            throws IOException {
        serve(answer, () -> {
            checkContext(context);
            var file = Optional.ofNullable(files.find(guid)).orElseThrow(() -> new StoreError("FileNotFoundException"));
            switch (http.getMethod()) {
                case "HEAD" -> {
                    play("info");
                    info(context, file, answer);
                }
                case "GET" -> {
                    play("download");
                    download(file, http, answer);
                }
                case "PUT" -> part(file, http);
                default -> complete(file, context, answer);
            }
        });
    }

    private interface Work {
        void run() throws StoreError, IOException;
    }

    private static void serve(HttpServletResponse answer, Work work) throws IOException {
        try {
            work.run();
        } catch (StoreError e) {
            answer.setStatus(400);
            answer.setHeader("X-Upload-Error", e.getMessage());
        }
    }

    private void play(String operation) throws StoreError, IOException {
        var fault = faults.take(
                operation,
                "FileNotFoundException",
                "CertificateValidationException",
                "FileVirusNotCheckedException",
                "FileVirusInfectionException",
                "HashConflictException",
                "ExtensionException",
                "DetectionException",
                "INT002029",
                "FILE_RESET");
        if (fault.isPresent() && "FILE_RESET".equals(fault.get().name())) {
            throw new IOException("the stand breaks the connection as it was told to");
        }
        if (fault.isPresent()) {
            throw new StoreError(fault.get().name());
        }
    }

    private static void checkContext(String context) throws StoreError {
        if (!Set.of("appeals", "inspection").contains(context)) {
            throw new StoreError("ContextNotFoundException");
        }
    }

    private static String nameIn(HttpServletRequest http) throws StoreError {
        var header = Objects.requireNonNullElse(http.getHeader("X-Upload-Filename"), "");
        var name = decode(header);
        if (name.isBlank() || name.matches(".*[<>?:|*%\\\\\"].*")) {
            throw new StoreError("FieldValidationException");
        }
        var dot = name.lastIndexOf('.');
        if (dot < 0 || !EXTENSIONS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT))) {
            throw new StoreError("ExtensionException");
        }
        return name;
    }

    /** RFC 2047, Base64: the only form that clients of ГИС ЖКХ send. */
    static String decode(String header) {
        var word = Pattern.compile("=\\?utf-8\\?B\\?([^?]*)\\?=\\s*", Pattern.CASE_INSENSITIVE)
                .matcher(header);
        return word.replaceAll(found -> Matcher.quoteReplacement(
                new String(Base64.getDecoder().decode(found.group(1)), StandardCharsets.UTF_8)));
    }

    private void put(String context, String name, HttpServletRequest http, HttpServletResponse answer)
            throws StoreError, IOException {
        var bytes = http.getInputStream().readAllBytes();
        if (bytes.length == 0 || bytes.length > SLICE) {
            throw new StoreError("InvalidSizeException");
        }
        checkMd5(http, bytes);
        name(context, files.upload(name, owner(http), bytes), answer);
    }

    private void open(String context, String name, HttpServletRequest http, HttpServletResponse answer)
            throws StoreError {
        try {
            var length = Long.parseLong(http.getHeader("X-Upload-Length"));
            var parts = Integer.parseInt(http.getHeader("X-Upload-Part-Count"));
            if (http.getParameter("upload") == null || length <= 0 || parts != (length + SLICE - 1) / SLICE) {
                throw new StoreError("FieldValidationException");
            }
            name(context, files.open(name, owner(http), length, parts), answer);
        } catch (NumberFormatException e) {
            throw new StoreError("FieldValidationException");
        }
    }

    private static void part(StoredFile session, HttpServletRequest http) throws StoreError, IOException {
        if (session.completed()) {
            throw new StoreError("InvalidStatusException");
        }
        var number = http.getIntHeader("X-Upload-Partnumber");
        if (number < 1 || number > session.partCount()) {
            throw new StoreError("InvalidPartNumberException");
        }
        var bytes = http.getInputStream().readAllBytes();
        var last = session.length() - (long) SLICE * (session.partCount() - 1);
        if (bytes.length != (number < session.partCount() ? SLICE : last)) {
            throw new StoreError("InvalidSizeException");
        }
        checkMd5(http, bytes);
        session.parts().put(number, bytes);
    }

    private void complete(StoredFile session, String context, HttpServletResponse answer) throws StoreError {
        if (session.completed()) {
            throw new StoreError("InvalidStatusException");
        }
        if (session.parts().size() != session.partCount()) {
            throw new StoreError("InvalidSizeException");
        }
        name(context, files.complete(session), answer);
    }

    private static void info(String context, StoredFile file, HttpServletResponse answer) {
        answer.setHeader("X-Upload-Length", String.valueOf(file.length()));
        answer.setHeader("X-Upload-Completed", String.valueOf(file.completed()));
        name(context, file, answer);
    }

    private static void name(String context, StoredFile file, HttpServletResponse answer) {
        answer.setHeader("X-Upload-UploadID", file.guid());
        answer.setHeader("Location", "/ext-bus-file-store-service/rest/" + context + "/" + file.guid());
    }

    private void download(StoredFile file, HttpServletRequest http, HttpServletResponse answer)
            throws StoreError, IOException {
        var bytes = file.bytes();
        if (bytes == null) {
            throw new StoreError("FileNotFoundException");
        }
        if (!files.isChecked(file)) {
            throw new StoreError("FileVirusNotCheckedException");
        }
        answer.setContentType("application/octet-stream");
        answer.setHeader("X-Upload-FileGUID", file.guid());
        var range = range(http);
        if (range == null) {
            if (bytes.length > SLICE) {
                throw new StoreError("InvalidSizeException");
            }
            answer.getOutputStream().write(bytes);
            return;
        }
        if (range[1] - range[0] + 1 > SLICE || range[0] >= bytes.length) {
            throw new StoreError("InvalidSizeException");
        }
        answer.setStatus(206);
        answer.getOutputStream().write(bytes, range[0], Math.min(range[1], bytes.length - 1) - range[0] + 1);
    }

    private static int @Nullable [] range(HttpServletRequest http) {
        var header = http.getHeader("Range");
        var range = header == null ? null : RANGE.matcher(header);
        return range == null || !range.matches()
                ? null
                : new int[] {Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2))};
    }

    private static String owner(HttpServletRequest http) throws StoreError {
        var owner = http.getHeader("X-Upload-OrgPPAGUID");
        if (owner == null) {
            throw new StoreError("DataProviderValidationException");
        }
        return owner;
    }

    private static void checkMd5(HttpServletRequest http, byte[] bytes) throws StoreError {
        try {
            var md5 = Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(bytes));
            if (!md5.equals(http.getHeader("Content-MD5"))) {
                throw new StoreError("HashConflictException");
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
