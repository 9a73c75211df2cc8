package ru.priyomnaya.mime;

import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** The words of a letter's HTML with the line breaks that a reader would see. */
final class HtmlText {
    private HtmlText() {}

    static String of(String html) {
        var document = Jsoup.parse(html);
        document.select("script, style, head, title, template, noscript").remove();
        var text = new StringBuilder();
        document.traverse(new NodeVisitor() {
            @Override
            public void head(Node node, int depth) {
                if (node instanceof TextNode words) {
                    append(words);
                } else if (node instanceof Element element) {
                    if (element.normalName().equals("br") || isBlock(element)) {
                        text.append('\n');
                    } else if (element.normalName().equals("hr")) {
                        text.append("\n---\n");
                    }
                }
            }

            @Override
            public void tail(Node node, int depth) {
                if (node instanceof Element element) {
                    if (isBlock(element)) {
                        text.append('\n');
                    } else if (element.normalName().equals("td")
                            || element.normalName().equals("th")) {
                        text.append('\t');
                    }
                }
            }

            private void append(TextNode words) {
                var parent = words.parent();
                var preformatted = parent != null && parent.nameIs("pre");
                text.append(preformatted ? words.getWholeText() : words.text());
            }
        });
        return text.toString()
                .replace('\u00a0', ' ')
                .lines()
                .map(String::strip)
                .collect(Collectors.joining("\n"))
                .replaceAll("\n{3,}", "\n\n")
                .strip();
    }

    private static boolean isBlock(Element element) {
        return !element.normalName().equals("td")
                && !element.normalName().equals("th")
                && (element.isBlock() || element.normalName().equals("tr"));
    }
}
