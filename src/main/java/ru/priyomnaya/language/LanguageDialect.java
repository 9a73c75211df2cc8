package ru.priyomnaya.language;

import java.util.Set;
import org.springframework.stereotype.Component;
import org.thymeleaf.dialect.IPostProcessorDialect;
import org.thymeleaf.postprocessor.IPostProcessor;
import org.thymeleaf.postprocessor.PostProcessor;
import org.thymeleaf.templatemode.TemplateMode;

/** Lets {@link EnglishPage} read every page last of all. */
@Component
class LanguageDialect implements IPostProcessorDialect {
    private static final int LAST = 10_000;

    @Override
    public String getName() {
        return "language";
    }

    @Override
    public int getDialectPostProcessorPrecedence() {
        return LAST;
    }

    @Override
    public Set<IPostProcessor> getPostProcessors() {
        return Set.of(new PostProcessor(TemplateMode.HTML, EnglishPage.class, LAST));
    }
}
