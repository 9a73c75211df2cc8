package ru.priyomnaya.reader;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a {@link ReaderProcess} is asked for, and how both sides write it. */
enum ReadingWork {
    TEXT,
    PICTURES;

    private static final int MOST_PARTS = 100;

    /**
     * @param parts a text in UTF-8, or PNGs
     * @param more what the file has beside them, pages
     */
    record Answer(List<byte[]> parts, int more) {
        void write(DataOutputStream out) throws IOException {
            out.writeInt(more);
            out.writeInt(parts.size());
            for (var part : parts) {
                out.writeInt(part.length);
                out.write(part);
            }
        }

        static Answer read(DataInputStream in) throws IOException {
            var more = in.readInt();
            var count = in.readInt();
            if (count < 0 || count > MOST_PARTS) {
                throw new IOException("no answer");
            }
            var parts = new ArrayList<byte[]>();
            for (int n = 0; n < count; n++) {
                parts.add(in.readNBytes(in.readInt()));
            }
            return new Answer(parts, more);
        }
    }
}
