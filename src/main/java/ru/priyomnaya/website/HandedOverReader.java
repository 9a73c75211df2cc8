package ru.priyomnaya.website;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.document.DocumentStore;
import ru.priyomnaya.document.FileName;
import ru.priyomnaya.document.MediaTypes;
import ru.priyomnaya.intake.UnreadableMessage;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Understands what another system has handed over through a route: the fields of the website's form, and {@code files} inside, each
 * with {@code name} and {@code content} in base64.
 */
@Component
class HandedOverReader {
    private static final int MOST_FILES = 50;

    private final JsonMapper json;
    private final DocumentStore documents;

    HandedOverReader(JsonMapper json, DocumentStore documents) {
        this.json = json;
        this.documents = documents;
    }

    record Files(@Nullable List<File> files) {}

    record File(@Nullable String name, @Nullable String content) {}

    /** @throws UnreadableMessage naming every wrong field */
    WebsiteLetter read(byte[] bytes, Channel channel) throws UnreadableMessage, IOException {
        try {
            var fields = json.readValue(bytes, WebsiteFields.class);
            var problems = fields.problems(channel);
            if (!problems.isEmpty()) {
                throw new UnreadableMessage("WEB-012", "Поля с ошибками: " + problems);
            }
            return new WebsiteLetter(fields, "", files(json.readValue(bytes, Files.class)));
        } catch (JacksonException e) {
            throw new UnreadableMessage("WEB-010", "Это не JSON с полями обращения; посмотрите исходник");
        }
    }

    private List<WebsiteLetter.File> files(Files given) throws UnreadableMessage, IOException {
        var files = given.files() == null ? List.<File>of() : given.files();
        if (files.size() > MOST_FILES) {
            throw new UnreadableMessage("WEB-012", "Файлов больше " + MOST_FILES);
        }
        var stored = new ArrayList<WebsiteLetter.File>();
        for (var file : files) {
            var name = FileName.clean(file.name(), "Файл " + (stored.size() + 1));
            var content = content(name, file.content());
            var document = documents.put(content);
            stored.add(new WebsiteLetter.File(name, MediaTypes.of(content, name), document.sha256(), document.size()));
        }
        return stored;
    }

    private static byte[] content(String name, @Nullable String base64) throws UnreadableMessage {
        try {
            return Base64.getMimeDecoder().decode(String.valueOf(base64 == null ? "" : base64));
        } catch (IllegalArgumentException e) {
            throw new UnreadableMessage("WEB-012", "Файл «%s» не в base64".formatted(name));
        }
    }
}
