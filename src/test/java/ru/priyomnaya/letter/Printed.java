package ru.priyomnaya.letter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Letters without a database: the real template, the real printer. */
public final class Printed {
    public static final String KEY = "ABCDEFGHIJ23";
    private static final LetterPages PRINTER = new LetterPages(engine());

    private Printed() {}

    private static SpringTemplateEngine engine() {
        var resolver = new ClassLoaderTemplateResolver();
        resolver.setPrefix("templates/");
        resolver.setSuffix(".html");
        resolver.setCharacterEncoding(StandardCharsets.UTF_8.name());
        var engine = new SpringTemplateEngine();
        engine.setTemplateResolver(resolver);
        return engine;
    }

    public static byte[] letter(String body, String key, int edition) throws IOException {
        return letter(blank(Blank.Layout.ACROSS), body, new LetterCode(key, edition), null);
    }

    static byte[] letter(Blank blank, String body, @Nullable LetterCode code, byte @Nullable [] logo)
            throws IOException {
        return PRINTER.print(
                blank,
                new Sheet(
                        "О рассмотрении обращения",
                        body,
                        "123/Э-26",
                        "23.11.2026",
                        "на обращение от 10.11.2026",
                        List.of("Петрова Мария Ивановна", "г. Приозёрск, ул. Садовая, д. 5"),
                        code == null
                                ? List.of()
                                : List.of("Заместитель директора", "по доверенности № 17 от 12.01.2026"),
                        "В. Н. Морозов",
                        "А. П. Иванова, тел. (48533) 2-14-10",
                        List.of("Акт проверки.pdf"),
                        false,
                        code),
                logo);
    }

    static Blank blank(Blank.Layout layout) {
        return new Blank(
                0,
                layout,
                "Общество с ограниченной ответственностью\n«Приозёрский энергосбыт»",
                "152020, Ярославская область, г. Приозёрск, ул. Свободы, д. 1\nОГРН 1027600000000, ИНН 7604000000",
                null,
                Blank.ExecutorMark.INITIALS,
                "Код для сканера: не закрывайте его и не пишите поверх");
    }

    /** A text of about that many pages. */
    public static String text(int pages) {
        return "Ваше обращение рассмотрено. Специалист проверил показания прибора учёта и выполнил перерасчёт за октябрь. ток <5 А, 5*3*2\n\n"
                .repeat(pages * 12);
    }
}
