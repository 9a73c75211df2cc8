package ru.priyomnaya.gis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Component;
import ru.priyomnaya.document.Documents;
import ru.priyomnaya.gis.FileStore.FileRefused;
import ru.priyomnaya.gis.Uploads.Upload;
import ru.priyomnaya.gis.wire.ImportAction.Load;
import ru.priyomnaya.gis.wire.ImportAction.SignedUpload;
import ru.priyomnaya.gis.wire.ImportAction.UploadedFile;
import ru.priyomnaya.gis.wire.WireVersion;
import ru.priyomnaya.signing.GostHash;

/** Brings an answer's files into the file store, each once, before the message that names them. */
@Component
class AnswerFiles {
    private static final String SIGNED_FILES_SINCE = "13.2.1.0";

    private final GisProperties properties;
    private final Uploads uploads;
    private final FileStore store;
    private final Documents documents;

    AnswerFiles(GisProperties properties, Uploads uploads, FileStore store, Documents documents) {
        this.properties = properties;
        this.uploads = uploads;
        this.store = store;
        this.documents = documents;
    }

    /**
     * What the message says of them.
     *
     * @throws FileRefused when the store refuses one for good
     * @throws IOException when it should be tried again later
     */
    Load load(Action action) throws IOException, FileRefused {
        var planned = uploads.of(action.id());
        for (var file : planned) {
            if (!store.takes(file.name())) {
                throw new FileRefused("GIS-023", "Такие файлы ГИС ЖКХ не принимает: " + file.name());
            }
        }
        var apart = WireVersion.isAtLeast(properties.importVersion(), SIGNED_FILES_SINCE);
        var plain = new TreeMap<Integer, UploadedFile>();
        var signatures = new TreeMap<Integer, List<UploadedFile>>();
        for (var file : planned) {
            var uploaded = upload(action, file);
            if (apart && file.signatureOf() != null) {
                signatures
                        .computeIfAbsent(file.signatureOf(), position -> new ArrayList<>())
                        .add(uploaded);
            } else {
                plain.put(file.position(), uploaded);
            }
        }
        var signed = signatures.entrySet().stream()
                .map(entry -> new SignedUpload(Objects.requireNonNull(plain.remove(entry.getKey())), entry.getValue()))
                .toList();
        return new Load(Objects.requireNonNullElse(action.text(), ""), List.copyOf(plain.values()), signed);
    }

    private UploadedFile upload(Action action, Upload file) throws IOException, FileRefused {
        var guid = file.guid();
        var hash = file.hash();
        if (guid == null || hash == null) {
            try (var bytes = documents.open(file.sha256())) {
                hash = GostHash.ofAttachment(bytes);
            }
            try (var bytes = documents.open(file.sha256())) {
                guid = store.upload(file.name(), bytes, documents.size(file.sha256()));
            }
            uploads.uploaded(action.id(), file.position(), guid, hash);
        }
        if (!file.confirmed()) {
            confirm(action, file, guid);
        }
        var description = file.signatureOf() == null ? "Ответ на обращение" : "Электронная подпись";
        return new UploadedFile(guid, file.name(), description, hash);
    }

    /** What was uploaded is only asked after, however long the store looks for viruses. */
    private void confirm(Action action, Upload file, UUID guid) throws IOException, FileRefused {
        try {
            store.confirm(guid);
        } catch (FileRefused e) {
            if (!e.code().equals(FileRefused.NOT_FOUND)) {
                throw e;
            }
            uploads.lost(action.id(), file.position());
            throw new IOException("Файловое хранилище потеряло файл, загрузим ещё раз", e);
        }
        uploads.confirmed(action.id(), file.position());
    }
}
