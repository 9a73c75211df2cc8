package ru.priyomnaya.letter;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.LineBreakRendering;
import org.commonmark.renderer.text.TextContentRenderer;

/**
 * The text of a letter: plain text in which {@code **bold**}, {@code *italic*}, lists, headings and tables of Markdown
 * (CommonMark with GFM tables) show as such, and nothing else does. A line break stays a line break.
 */
public final class LetterText {
    private static final List<Extension> TABLES = List.of(TablesExtension.create());
    private static final Parser PARSER = Parser.builder()
            .extensions(TABLES)
            .enabledBlockTypes(Set.of(Heading.class, ListBlock.class))
            .build();
    private static final HtmlRenderer HTML = HtmlRenderer.builder()
            .extensions(TABLES)
            .escapeHtml(true)
            .softbreak("<br/>")
            .build();
    private static final TextContentRenderer PLAIN = TextContentRenderer.builder()
            .extensions(TABLES)
            .lineBreakRendering(LineBreakRendering.SEPARATE_BLOCKS)
            .build();

    /** «5*3*2» is arithmetic; and what looks like a tag is text, as «ток <5 А» is. */
    private static final Pattern BETWEEN_DIGITS = Pattern.compile("(?<=\\d)\\*(?=\\d)");

    private static final int MOST_COLUMNS = 20;
    private static final int DEEPEST_LIST = 5;
    private static final Pattern DEEP = Pattern.compile("\\s*(?:(?:[-+*]|\\d{1,9}[.)])\\s+){6}|\\s{40}");

    private LetterText() {}

    /** For a letter or a screen; safe, whatever was typed. */
    public static String html(String text) {
        return HTML.render(parsed(text));
    }

    /** Without the markup, for where only text can go: ГИС ЖКХ, a search, a telephone. */
    public static String plain(String text) {
        return PLAIN.render(parsed(text)).strip();
    }

    /** @throws UnfitLetter when its lists or tables are more than a letter can hold */
    public static void check(String text) {
        for (var line : (Iterable<String>) text.lines()::iterator) {
            if (DEEP.matcher(line).lookingAt()) {
                throw new UnfitLetter("Список в списке — не глубже %d раз".formatted(DEEPEST_LIST));
            }
            if (line.chars().filter(letter -> letter == '|').count() > MOST_COLUMNS + 1) {
                throw new UnfitLetter("В таблице больше %d столбцов".formatted(MOST_COLUMNS));
            }
        }
    }

    static Node parsed(String text) {
        var document =
                PARSER.parse(BETWEEN_DIGITS.matcher(text.replace("<", "\\<")).replaceAll("\\\\*"));
        document.accept(new OnlyText());
        return document;
    }

    /** A letter on paper has no links, and a picture would be fetched from somewhere: the words stay. */
    private static final class OnlyText extends AbstractVisitor {
        @Override
        public void visit(Link link) {
            visitChildren(link);
            var words = link.getFirstChild();
            var address = new Text(" (" + link.getDestination() + ")");
            if (words instanceof Text text && text.getLiteral().equals(link.getDestination())) {
                address.setLiteral("");
            }
            unwrap(link, address);
        }

        @Override
        public void visit(Image image) {
            visitChildren(image);
            unwrap(image, new Text(""));
        }

        private static void unwrap(Node node, Node after) {
            for (var child = node.getFirstChild(); child != null; child = node.getFirstChild()) {
                node.insertBefore(child);
            }
            node.insertBefore(after);
            node.unlink();
        }
    }
}
