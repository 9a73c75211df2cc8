package ru.priyomnaya.appeal;

import ru.priyomnaya.document.StoredDocument;

/**
 * A file that came with an appeal; its bytes are on disk already.
 *
 * @param name cleaned, see {@link ru.priyomnaya.document.FileName}
 * @param inline a picture inside the text rather than a file beside it
 */
public record NewAttachment(String name, String mediaType, StoredDocument document, boolean inline) {}
