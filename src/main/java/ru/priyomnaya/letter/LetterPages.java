package ru.priyomnaya.letter;

import java.io.IOException;
import java.util.Base64;
import java.util.Locale;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import ru.priyomnaya.document.MediaTypes;
import ru.priyomnaya.paper.PageCode;
import ru.priyomnaya.paper.Paper;

/** Prints letters on the letterhead as PDF/A-2u, the code of each page in its lower left corner. */
@Component
class LetterPages {
    private static final float MILLIMETRE = 72 / 25.4f;
    /** So far from the edges that a page scanned 10° askew still has the whole code. */
    private static final float CODE_LEFT = 26 * MILLIMETRE;

    private static final float CODE_BOTTOM = 16 * MILLIMETRE;
    private static final float CODE_SIDE = 20 * MILLIMETRE;

    private final ITemplateEngine templates;

    LetterPages(ITemplateEngine templates) {
        this.templates = templates;
    }

    byte[] print(Blank blank, Sheet sheet, byte @Nullable [] logo) throws IOException {
        var context = new Context(Locale.forLanguageTag("ru"));
        context.setVariable("blank", blank);
        context.setVariable("sheet", sheet);
        context.setVariable("name", blank.name().lines().toList());
        context.setVariable("requisites", blank.requisites().lines().toList());
        context.setVariable("body", LetterText.html(sheet.body()));
        context.setVariable(
                "logo",
                logo == null
                        ? null
                        : "data:" + MediaTypes.byContent(logo) + ";base64,"
                                + Base64.getEncoder().encodeToString(logo));
        var code = sheet.code();
        return Paper.pdf(
                templates.process("letter/letter", context), code == null ? pages -> {} : pages -> mark(pages, code));
    }

    private static void mark(PDDocument document, LetterCode code) throws IOException {
        var pages = document.getNumberOfPages();
        for (int page = 1; page <= pages; page++) {
            try (var content = new PDPageContentStream(
                    document,
                    document.getPage(page - 1),
                    AppendMode.APPEND,
                    /* compress= */ true,
                    /* resetContext= */ true)) {
                PageCode.draw(content, code.text(page, pages), CODE_LEFT, CODE_BOTTOM, CODE_SIDE);
            }
        }
    }
}
