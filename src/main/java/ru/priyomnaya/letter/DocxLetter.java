package ru.priyomnaya.letter;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.apache.poi.xwpf.usermodel.IBodyElement;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFSDT;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Block;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;

/**
 * A letter for Word and back. What frames the text (letterhead, addressee, signature) lies between two lines that say so, and is
 * not read back: only the text between them is the answer's.
 */
public final class DocxLetter {
    static final String BEGIN = "— текст ответа: начало (эту строку не удаляйте) —";
    static final String END = "— текст ответа: конец (эту строку не удаляйте) —";

    private static final int LARGEST = 3 * 1024 * 1024;
    private static final long LARGEST_UNPACKED = 30L * 1024 * 1024;
    private static final String FONT = "PT Serif";
    private static final int SIZE = 12;

    private DocxLetter() {}

    /** @param text markup of {@link LetterText} */
    public static byte[] write(Blank blank, Sheet sheet, String text) throws IOException {
        try (var document = new XWPFDocument()) {
            blank.name().lines().forEach(line -> line(document, line, ParagraphAlignment.CENTER, true));
            blank.requisites().lines().forEach(line -> line(document, line, ParagraphAlignment.CENTER, false));
            line(document, "", ParagraphAlignment.LEFT, false);
            line(document, "№ " + sheet.number() + ", " + sheet.reference(), ParagraphAlignment.LEFT, false);
            sheet.addressee().forEach(line -> line(document, line, ParagraphAlignment.RIGHT, false));
            line(document, sheet.heading(), ParagraphAlignment.LEFT, true);
            mark(document, BEGIN);
            new Writer(document).write(LetterText.parsed(text));
            mark(document, END);
            line(document, "Исп. " + sheet.executor(), ParagraphAlignment.LEFT, false);
            var bytes = new ByteArrayOutputStream();
            document.write(bytes);
            return bytes.toByteArray();
        }
    }

    /**
     * The text as markup.
     *
     * @throws UnfitLetter when it is no DOCX, or not one that came from here
     */
    public static String read(byte[] docx) throws IOException {
        if (docx.length > LARGEST) {
            throw new UnfitLetter("Файл Word больше 3 МБ");
        }
        requireSmall(docx);
        try (var document = new XWPFDocument(new ByteArrayInputStream(docx))) {
            var elements = document.getBodyElements();
            var begin = indexOf(elements, BEGIN);
            var end = indexOf(elements, END);
            if (begin < 0 || end < begin) {
                throw new UnfitLetter("В файле нет строк «%s» и «%s»: загрузите файл, скачанный из этой карточки"
                        .formatted(BEGIN, END));
            }
            return new Reader().read(elements.subList(begin + 1, end));
        } catch (UnfitLetter e) {
            throw e;
        } catch (IOException | RuntimeException e) { // a hostile file may trip the library anywhere
            throw new UnfitLetter("Файл не открывается: нужен DOCX, сохранённый в Word");
        }
    }

    /** Unpacks and forgets, before the library keeps it all. */
    private static void requireSmall(byte[] docx) throws IOException {
        var buffer = new byte[8192];
        long unpacked = 0;
        try (var zip = new ZipInputStream(new ByteArrayInputStream(docx))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                for (int read = zip.read(buffer); read >= 0; read = zip.read(buffer)) {
                    unpacked += read;
                    if (unpacked > LARGEST_UNPACKED) {
                        throw new UnfitLetter("Файл Word слишком велик внутри: уберите картинки");
                    }
                }
            }
        } catch (ZipException e) {
            throw new UnfitLetter("Файл не открывается: нужен DOCX, сохранённый в Word");
        }
    }

    private static int indexOf(List<IBodyElement> elements, String mark) {
        for (int at = 0; at < elements.size(); at++) {
            if (elements.get(at) instanceof XWPFParagraph paragraph
                    && paragraph.getText().strip().equals(mark)) {
                return at;
            }
        }
        return -1;
    }

    private static void line(XWPFDocument document, String text, ParagraphAlignment side, boolean bold) {
        var paragraph = document.createParagraph();
        paragraph.setAlignment(side);
        paragraph.setSpacingAfter(60);
        var run = paragraph.createRun();
        run.setFontFamily(FONT);
        run.setFontSize(SIZE);
        run.setBold(bold);
        run.setText(text);
    }

    private static void mark(XWPFDocument document, String text) {
        var run = document.createParagraph().createRun();
        run.setFontSize(8);
        run.setColor("808080");
        run.setText(text);
    }

    /** The markup as paragraphs and tables. */
    private static final class Writer extends AbstractVisitor {
        private final XWPFDocument document;
        private XWPFParagraph paragraph;
        private boolean bold;
        private boolean italic;

        Writer(XWPFDocument document) {
            this.document = document;
            this.paragraph = new XWPFDocument().createParagraph(); // replaced before anything is written
        }

        void write(Node text) {
            blocks(text, "");
        }

        private void blocks(Node parent, String prefix) {
            var number = parent instanceof OrderedList list ? list.getMarkerStartNumber() : null;
            for (var child = parent.getFirstChild(); child != null; child = child.getNext()) {
                if (child instanceof TableBlock table) {
                    table(table);
                } else if (child instanceof ListBlock list) {
                    blocks(list, prefix);
                } else if (parent instanceof BulletList) {
                    blocks(child, "- ");
                } else if (number != null) {
                    blocks(child, number++ + ". ");
                } else if (child instanceof Block) {
                    paragraph = document.createParagraph();
                    paragraph.setSpacingAfter(120);
                    bold = child instanceof Heading;
                    if (!prefix.isEmpty()) {
                        run(prefix);
                    }
                    visitChildren(child);
                    bold = false;
                }
            }
        }

        private void table(TableBlock block) {
            var rows = new ArrayList<TableRow>();
            for (var part = block.getFirstChild(); part != null; part = part.getNext()) {
                for (var row = part.getFirstChild(); row != null; row = row.getNext()) {
                    rows.add((TableRow) row);
                }
            }
            var columns = 0;
            for (var cell = rows.get(0).getFirstChild(); cell != null; cell = cell.getNext()) {
                columns++;
            }
            var table = document.createTable(rows.size(), columns);
            for (int y = 0; y < rows.size(); y++) {
                var x = 0;
                for (var cell = rows.get(y).getFirstChild(); cell != null && x < columns; cell = cell.getNext()) {
                    paragraph = table.getRow(y).getCell(x++).getParagraphs().get(0);
                    bold = ((TableCell) cell).isHeader();
                    visitChildren(cell);
                    bold = false;
                }
            }
        }

        private XWPFRun run(String text) {
            var run = paragraph.createRun();
            run.setFontFamily(FONT);
            run.setFontSize(SIZE);
            run.setBold(bold);
            run.setItalic(italic);
            run.setText(text);
            return run;
        }

        @Override
        public void visit(Text text) {
            run(text.getLiteral());
        }

        @Override
        public void visit(Code code) {
            run(code.getLiteral());
        }

        @Override
        public void visit(SoftLineBreak lineBreak) {
            run("").addBreak();
        }

        @Override
        public void visit(HardLineBreak lineBreak) {
            run("").addBreak();
        }

        @Override
        public void visit(StrongEmphasis strong) {
            bold = true;
            visitChildren(strong);
            bold = false;
        }

        @Override
        public void visit(Emphasis emphasis) {
            italic = true;
            visitChildren(emphasis);
            italic = false;
        }
    }

    /** Paragraphs and tables as markup; what a letter cannot show is left out, its words stay. */
    private static final class Reader {
        String read(List<IBodyElement> elements) {
            var blocks = new ArrayList<String>();
            for (var element : elements) {
                if (element instanceof XWPFSDT) {
                    throw new UnfitLetter(
                            "В тексте есть элемент управления содержимым Word: вставьте его текст обычным абзацем");
                }
                if (element instanceof XWPFParagraph paragraph) {
                    requireSettled(paragraph);
                    var text = text(paragraph);
                    var listed = paragraph.getNumID() == null ? text : "- " + text;
                    if (!listed.isBlank()) {
                        append(blocks, listed);
                    }
                } else if (element instanceof XWPFTable table) {
                    blocks.add(table(table));
                }
            }
            return String.join("\n\n", blocks);
        }

        /** Otherwise words that somebody has struck out would come back. */
        private static void requireSettled(XWPFParagraph paragraph) {
            var written = paragraph.getCTP();
            if (written.sizeOfDelArray() > 0 || written.sizeOfInsArray() > 0) {
                throw new UnfitLetter(
                        "В файле есть исправления в режиме рецензирования: примите или отклоните их и сохраните");
            }
        }

        /** The items of a list stand together. */
        private static void append(List<String> blocks, String text) {
            var last = blocks.isEmpty() ? "" : blocks.get(blocks.size() - 1);
            var joins = isItem(text) && isItem(last) && text.startsWith("- ") == last.startsWith("- ");
            if (joins) {
                blocks.set(blocks.size() - 1, last + "\n" + text);
            } else {
                blocks.add(text);
            }
        }

        private static boolean isItem(String text) {
            return text.startsWith("- ") || text.matches("(?s)\\d{1,3}\\. .*");
        }

        private static String text(XWPFParagraph paragraph) {
            var text = new StringBuilder();
            for (var run : paragraph.getRuns()) {
                var words = run.text();
                var around = run.isBold() ? "**" : run.isItalic() ? "*" : "";
                var shown = words.strip();
                if (around.isEmpty() || shown.isEmpty()) {
                    text.append(words);
                } else {
                    var at = words.indexOf(shown);
                    text.append(words, 0, at)
                            .append(around)
                            .append(shown)
                            .append(around)
                            .append(words.substring(at + shown.length()));
                }
            }
            // Word splits what reads as one piece into several.
            return text.toString().replace("****", "").strip();
        }

        private static String table(XWPFTable table) {
            var rows = table.getRows().stream()
                    .map(row -> row.getTableCells().stream()
                            .map(cell -> cell.getText().replace("\n", " ").replace("|", "/"))
                            .collect(Collectors.joining(" | ", "| ", " |")))
                    .collect(Collectors.toCollection(ArrayList::new));
            if (!rows.isEmpty()) {
                var columns = table.getRow(0).getTableCells().size();
                rows.add(1, "| --- ".repeat(columns) + "|");
            }
            return String.join("\n", rows);
        }
    }
}
