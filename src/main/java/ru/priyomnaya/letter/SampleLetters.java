package ru.priyomnaya.letter;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ru.priyomnaya.document.Documents;
import ru.priyomnaya.letter.Blank.ExecutorMark;
import ru.priyomnaya.organization.Organizations;

/** A letter to nobody, to see how the letterhead and a template look. */
@Component
public class SampleLetters {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu");

    private final LetterPages printer;
    private final Documents documents;
    private final Organizations organizations;
    private final Clock clock;

    SampleLetters(LetterPages printer, Documents documents, Organizations organizations, Clock clock) {
        this.printer = printer;
        this.documents = documents;
        this.organizations = organizations;
        this.clock = clock;
    }

    /**
     * @param logo not kept yet; null for the one that the letterhead names, empty for none
     * @throws UnfitLetter when something in them cannot be used
     */
    public byte[] of(Blank blank, LetterTemplate template, byte @Nullable [] logo) throws IOException {
        blank.check();
        template.check();
        byte[] picture = null;
        if (logo != null && logo.length > 0) {
            Letters.checkLogo(logo);
            picture = logo;
        } else if (logo == null && blank.logo() != null) {
            picture = documents.bytes(Objects.requireNonNull(blank.logo()));
        }
        var day = DAY.format(LocalDate.now(clock.withZone(organizations.first().zone())));
        var values = new HashMap<String, String>();
        values.put("приветствие", "Мария Ивановна, здравствуйте!");
        values.put("номер", "123/Э-26");
        values.put("дата", day);
        values.put("заявитель", "Петрова Мария Ивановна");
        values.put("организация", organizations.first().shownName());
        values.put("телефон", Objects.requireNonNullElse(organizations.first().phone(), ""));
        values.put("сайт", Objects.requireNonNullElse(organizations.first().site(), ""));
        values.put("срок", day);
        values.put("срок_ответа", "Срок ответа: до %s включительно.".formatted(day));
        values.put("причина", "запрошены сведения у сетевой организации");
        values.put("получатель", "ПАО «Сетевая компания»");
        values.put("прежний_номер", "98/С-26");
        values.put("прежняя_дата", day);
        values.put("пояснение", "Пояснение исполнителя.");
        values.put(
                "текст",
                "Перерасчёт за октябрь выполнен, сумма **412,50 ₽** учтена в квитанции.\n\n"
                        + "| Показатель | Значение |\n| --- | --- |\n| Начислено | 1 200,00 ₽ |\n| Перерасчёт | −412,50 ₽ |");
        var signed = template.kind() == LetterKind.ANSWER;
        return printer.print(
                blank,
                new Sheet(
                        Variables.filled(template.heading(), values),
                        Variables.filled(template.body(), values),
                        "123/Э-26",
                        day,
                        "на обращение от " + day,
                        List.of("Петрова Мария Ивановна", "г. Приозёрск, ул. Садовая, д. 5, кв. 12"),
                        signed ? List.of("Заместитель директора", "по доверенности № 17 от 12.01.2026") : List.of(),
                        "В. Н. Морозов",
                        (blank.executorMark() == ExecutorMark.FULL ? "Иванова Анна Петровна" : "А. П. Иванова")
                                + ", тел. 2-00-00",
                        List.of(),
                        false,
                        signed ? new LetterCode("AAAAAAAAAAAA", 1) : null),
                picture);
    }
}
