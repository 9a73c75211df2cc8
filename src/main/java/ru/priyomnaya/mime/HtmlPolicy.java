package ru.priyomnaya.mime;

import org.jsoup.nodes.Entities;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;
import org.owasp.html.Sanitizers;

/** What of a foreign letter's HTML may be shown: words, tables, emphasis. Nothing that runs or fetches. */
final class HtmlPolicy {
    private static final PolicyFactory POLICY = Sanitizers.FORMATTING
            .and(Sanitizers.BLOCKS)
            .and(Sanitizers.TABLES)
            .and(new HtmlPolicyBuilder()
                    .allowElements("a", "hr", "pre", "span", "font", "center")
                    .allowStandardUrlProtocols()
                    .allowAttributes("href")
                    .onElements("a")
                    .requireRelNofollowOnLinks()
                    .toFactory());

    private HtmlPolicy() {}

    /** Plain text as a stretch of a page. */
    static String preformatted(String text) {
        return "<pre>" + Entities.escape(text) + "</pre>";
    }

    static String sanitize(String html) {
        return POLICY.sanitize(html);
    }
}
