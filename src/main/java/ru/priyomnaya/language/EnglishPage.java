package ru.priyomnaya.language;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.context.IWebContext;
import org.thymeleaf.engine.AbstractTemplateHandler;
import org.thymeleaf.model.ICloseElementTag;
import org.thymeleaf.model.IElementTag;
import org.thymeleaf.model.IModelFactory;
import org.thymeleaf.model.IOpenElementTag;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.model.IStandaloneElementTag;
import org.thymeleaf.model.IText;
import org.unbescape.html.HtmlEscape;

/**
 * A page on its way to a browser that wants English. What stands inside {@code translate="no"} (HTML, 3.2.6.3) is a person's or the
 * office's and stays as it is. Letters and other papers are Russian always.
 */
public final class EnglishPage extends AbstractTemplateHandler {
    private static final Set<String> SPOKEN = Set.of("title", "placeholder", "alt", "aria-label", "label");
    private static final String SAID_BY_SCRIPTS = "data-say";
    private static final Set<String> SILENT = Set.of("script", "style", "textarea");
    /** A number of an appeal has a letter, which is no word. */
    private static final Pattern WORD = Pattern.compile("[А-Яа-яЁё]{2}");

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    /** Told of each phrase that has no English. */
    static volatile Consumer<String> untranslated = phrase -> {};

    private final Deque<String> open = new ArrayDeque<>();
    private boolean english;
    private @Nullable IModelFactory factory;
    /** How many elements were open around the outermost one that is not translated; -1 outside of such. */
    private int kept = -1;

    @Override
    public void setContext(ITemplateContext context) {
        super.setContext(context);
        english = context instanceof IWebContext
                && context.getLocale().getLanguage().equals(Locale.ENGLISH.getLanguage());
        factory = context.getModelFactory();
    }

    @Override
    public void handleText(IText text) {
        super.handleText(english && kept < 0 && Dictionary.isRussian(text.getText()) ? translated(text) : text);
    }

    private IText translated(IText text) {
        var raw = text.getText();
        var said = BLANKS.matcher(HtmlEscape.unescapeHtml(raw)).replaceAll(" ");
        var translated = said(said.strip());
        return Objects.requireNonNull(factory)
                .createText((said.startsWith(" ") ? " " : "")
                        + HtmlEscape.escapeHtml4Xml(translated)
                        + (said.endsWith(" ") ? " " : ""));
    }

    private static String said(String phrase) {
        var found = Dictionary.english().of(phrase);
        if (found.isEmpty() && WORD.matcher(phrase).find()) {
            untranslated.accept(phrase);
        }
        return found.orElse(phrase);
    }

    @Override
    public void handleOpenElement(IOpenElementTag tag) {
        if (!english) {
            super.handleOpenElement(tag);
            return;
        }
        var keeps = isKept(tag);
        super.handleOpenElement(kept < 0 ? spoken(tag, keeps) : tag);
        if (kept < 0 && keeps) {
            kept = open.size();
        }
        open.push(tag.getElementCompleteName());
    }

    @Override
    public void handleStandaloneElement(IStandaloneElementTag tag) {
        super.handleStandaloneElement(english && kept < 0 ? spoken(tag, isKept(tag)) : tag);
    }

    @Override
    public void handleCloseElement(ICloseElementTag tag) {
        if (english && !open.isEmpty()) {
            open.pop();
            if (open.size() == kept) {
                kept = -1;
            }
        }
        super.handleCloseElement(tag);
    }

    private static boolean isKept(IProcessableElementTag tag) {
        return "no".equals(tag.getAttributeValue("translate")) || SILENT.contains(tag.getElementCompleteName());
    }

    private <T extends IProcessableElementTag> T spoken(T tag, boolean keeps) {
        var models = Objects.requireNonNull(factory);
        var changed = tag;
        if (isNamed(tag, "html")) {
            return models.setAttribute(changed, "lang", "en");
        }
        if (keeps) {
            return "no".equals(tag.getAttributeValue("translate"))
                    ? models.setAttribute(changed, "lang", "ru")
                    : changed;
        }
        for (var attribute : tag.getAllAttributes()) {
            var value = attribute.getValue();
            if (value != null && Dictionary.isRussian(value) && isSpoken(tag, attribute.getAttributeCompleteName())) {
                var phrase = BLANKS.matcher(HtmlEscape.unescapeHtml(value))
                        .replaceAll(" ")
                        .strip();
                changed = models.setAttribute(
                        changed, attribute.getAttributeCompleteName(), HtmlEscape.escapeHtml4Xml(said(phrase)));
            }
        }
        return changed;
    }

    private static boolean isSpoken(IProcessableElementTag tag, String attribute) {
        return SPOKEN.contains(attribute)
                || attribute.startsWith(SAID_BY_SCRIPTS)
                || (attribute.equals("value") && "submit".equals(tag.getAttributeValue("type")));
    }

    private static boolean isNamed(IElementTag tag, String name) {
        return tag.getElementCompleteName().equals(name);
    }
}
