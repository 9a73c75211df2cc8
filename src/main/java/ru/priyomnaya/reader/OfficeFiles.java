package ru.priyomnaya.reader;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;

/** Text of DOCX, XLSX, PPTX, ODT and ODS: XML in a ZIP, read as a stream, so that a bomb costs its limit and no more. */
final class OfficeFiles {
    static final long MOST_UNPACKED = 64L * 1024 * 1024;
    private static final int MOST_ENTRIES = 5_000;
    private static final Pattern OFFICE_OPEN = Pattern.compile(
            "word/(document|footnotes|endnotes|comments|header\\d*|footer\\d*)\\.xml|xl/sharedStrings\\.xml|xl/worksheets/[^/]+\\.xml|ppt/slides/[^/]+\\.xml");
    private static final String OPEN_DOCUMENT = "content.xml";
    private static final Set<String> ENDS_OF_WORDS =
            Set.of("p", "tab", "br", "cr", "si", "c", "h", "s", "line-break", "table-cell", "list-item");

    private OfficeFiles() {}

    static void read(byte[] bytes, BoundedText text) throws IOException, UnreadableFile {
        var read = 0;
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            var unpacked = new Limited(zip, MOST_UNPACKED);
            var entries = 0;
            for (var entry = zip.getNextEntry(); entry != null && entries < MOST_ENTRIES; entry = zip.getNextEntry()) {
                entries++;
                var isOpenDocument = entry.getName().equals(OPEN_DOCUMENT);
                if (isOpenDocument || OFFICE_OPEN.matcher(entry.getName()).matches()) {
                    read(unpacked, isOpenDocument, text);
                    read++;
                } else {
                    unpacked.transferTo(OutputStream.nullOutputStream()); // counted too
                }
            }
        } catch (XMLStreamException broken) {
            throw new UnreadableFile("XML внутри файла испорчен");
        }
        if (read == 0) {
            throw new UnreadableFile("в архиве нет текста документа");
        }
    }

    private static void read(InputStream xml, boolean isOpenDocument, BoundedText text) throws XMLStreamException {
        var reader = factory().createXMLStreamReader(xml);
        var inText = isOpenDocument;
        var shared = false; // a cell that holds the number of a shared string
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    var name = reader.getLocalName();
                    if (name.equals("c")) {
                        shared = "s".equals(reader.getAttributeValue(null, "t"));
                    }
                    inText = isOpenDocument || name.equals("t") || (name.equals("v") && !shared);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (inText) {
                        text.add(reader.getText());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    inText = isOpenDocument;
                    if (ENDS_OF_WORDS.contains(reader.getLocalName())) {
                        text.add(" ");
                    }
                }
                default -> {}
            }
        }
        reader.close();
    }

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    /** Fails past its limit; whoever reads one entry does not close the archive. */
    private static final class Limited extends FilterInputStream {
        private long left;

        Limited(InputStream stream, long most) {
            super(stream);
            left = most;
        }

        @Override
        public int read() throws IOException {
            return counted(super.read(), 1);
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            var count = super.read(buffer, from, length);
            return counted(count, count);
        }

        private int counted(int result, int count) throws IOException {
            left -= Math.max(count, 0);
            if (left < 0) {
                throw new IOException("распакованный файл слишком велик");
            }
            return result;
        }

        @Override
        public void close() {}
    }
}
