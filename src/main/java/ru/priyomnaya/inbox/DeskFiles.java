package ru.priyomnaya.inbox;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;
import ru.priyomnaya.appeal.NewAttachment;
import ru.priyomnaya.document.DocumentStore;
import ru.priyomnaya.document.FileName;
import ru.priyomnaya.document.MediaTypes;

/** Files that a registrar adds to an entry: stored before the entry is registered. */
@Component
class DeskFiles {
    private static final int MOST = 20;

    private final DocumentStore store;

    DeskFiles(DocumentStore store) {
        this.store = store;
    }

    /** @throws ByHand.Incomplete for more than twenty files */
    List<NewAttachment> stored(List<MultipartFile> uploads) throws IOException {
        var files = new ArrayList<NewAttachment>();
        for (var upload : uploads) {
            if (upload.isEmpty()) {
                continue;
            }
            if (files.size() == MOST) {
                throw new ByHand.Incomplete("files", "Файлов не больше %d".formatted(MOST));
            }
            var bytes = upload.getBytes();
            var name = FileName.clean(upload.getOriginalFilename(), "Файл " + (files.size() + 1));
            files.add(new NewAttachment(name, MediaTypes.of(bytes, name), store.put(bytes), false));
        }
        return files;
    }
}
