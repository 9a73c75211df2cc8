package ru.priyomnaya.mime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.poi.hmef.HMEFMessage;
import org.apache.poi.hsmf.MAPIMessage;
import org.apache.poi.hsmf.exceptions.ChunkNotFoundException;
import org.apache.poi.poifs.filesystem.DirectoryEntry;
import org.apache.poi.poifs.filesystem.DocumentEntry;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ru.priyomnaya.document.FileName;

/** Opens what only Outlook can: {@code winmail.dat} (TNEF) and {@code .msg}. What cannot be opened stays a file. */
final class OutlookFiles {
    private static final Logger log = LoggerFactory.getLogger(OutlookFiles.class);
    private static final int MOST_FILES = 100;
    private static final int DEEPEST = 20;
    private static final int TNEF = 0x223E9F78; // MS-OXTNEF, 2.1.3.1: little-endian

    private OutlookFiles() {}

    static boolean isTnef(byte[] bytes) {
        return bytes.length > 6
                && bytes[0] == (byte) TNEF
                && bytes[1] == (byte) (TNEF >> 8)
                && bytes[2] == (byte) (TNEF >> 16)
                && bytes[3] == (byte) (TNEF >> 24);
    }

    static boolean isMsg(String name, byte[] bytes) {
        return name.toLowerCase(Locale.ROOT).endsWith(".msg")
                && bytes.length > 8
                && bytes[0] == (byte) 0xD0
                && bytes[1] == (byte) 0xCF;
    }

    static List<Letter.File> inTnef(byte[] bytes) {
        var files = new ArrayList<Letter.File>();
        try {
            for (var attachment : new HMEFMessage(new ByteArrayInputStream(bytes)).getAttachments()) {
                var name =
                        attachment.getLongFilename() == null ? attachment.getFilename() : attachment.getLongFilename();
                add(files, name, attachment.getContents());
            }
        } catch (IOException | RuntimeException broken) {
            log.info("winmail.dat не раскрывается: {}", broken.getClass().getSimpleName());
        }
        return files;
    }

    static List<Letter.File> inMsg(byte[] bytes) {
        var files = new ArrayList<Letter.File>();
        try (var message = open(bytes)) {
            for (var attachment : message.getAttachmentFiles()) {
                if (attachment.getAttachData() != null) {
                    var name = attachment.getAttachLongFileName() == null
                            ? attachment.getAttachFileName()
                            : attachment.getAttachLongFileName();
                    add(
                            files,
                            name == null ? null : name.getValue(),
                            attachment.getAttachData().getValue());
                }
            }
        } catch (IOException | RuntimeException broken) {
            log.info("Файл .msg не раскрывается: {}", broken.getClass().getSimpleName());
        }
        return files;
    }

    /** Who wrote the letter in a {@code .msg}, where it has an Internet address. */
    static Optional<Correspondent> senderOfMsg(byte[] bytes) {
        try (var message = open(bytes)) {
            message.setReturnNullOnMissingChunk(true);
            var address = message.getMainChunks().getEmailFromChunk();
            var name = message.getDisplayFrom();
            return address == null
                    ? Optional.empty()
                    : Correspondents.first("<" + address.getValue() + ">")
                            .map(found -> new Correspondent(
                                    found.address(), name == null ? null : Correspondents.name(name)));
        } catch (IOException | ChunkNotFoundException | RuntimeException broken) {
            return Optional.empty();
        }
    }

    /** @throws IOException when its entries claim more than the file can hold: they share one chain of blocks */
    private static MAPIMessage open(byte[] bytes) throws IOException {
        var files = new POIFSFileSystem(new ByteArrayInputStream(bytes));
        if (sizeOf(files.getRoot(), 0) > 2L * bytes.length) {
            files.close();
            throw new IOException("The entries are larger than the file");
        }
        return new MAPIMessage(files);
    }

    private static long sizeOf(DirectoryEntry directory, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IOException("The entries are nested too deep");
        }
        long size = 0;
        for (var entry : directory) {
            size += entry instanceof DirectoryEntry inner
                    ? sizeOf(inner, depth + 1)
                    : entry instanceof DocumentEntry file ? file.getSize() : 0;
        }
        return size;
    }

    private static void add(List<Letter.File> files, @Nullable String name, byte @Nullable [] bytes) {
        if (bytes != null && files.size() < MOST_FILES) {
            files.add(new Letter.File(
                    FileName.clean(
                            name == null ? null : Charsets.raw8Bit(name), "Вложение Outlook " + (files.size() + 1)),
                    bytes,
                    false));
        }
    }
}
