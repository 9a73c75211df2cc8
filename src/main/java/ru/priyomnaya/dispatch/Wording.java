package ru.priyomnaya.dispatch;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ru.priyomnaya.access.People;
import ru.priyomnaya.access.Person;
import ru.priyomnaya.answer.Letterhead;
import ru.priyomnaya.appeal.Appeal;
import ru.priyomnaya.appeal.Ground;
import ru.priyomnaya.appeal.Receiver;
import ru.priyomnaya.letter.LetterKind;
import ru.priyomnaya.letter.LetterText;
import ru.priyomnaya.letter.Letters;
import ru.priyomnaya.letter.Variables;
import ru.priyomnaya.organization.Organization;
import ru.priyomnaya.organization.Organizations;

/** The words around what leaves. */
@Component
class Wording {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu");

    private final Organizations organizations;
    private final People people;
    private final Letters letters;
    private final Letterhead letterhead;
    private final ApplicantLinks links;
    private final Clock clock;

    Wording(
            Organizations organizations,
            People people,
            Letters letters,
            Letterhead letterhead,
            ApplicantLinks links,
            Clock clock) {
        this.organizations = organizations;
        this.people = people;
        this.letters = letters;
        this.letterhead = letterhead;
        this.links = links;
        this.clock = clock;
    }

    private static final int BEST = 5;
    private static final int WORST = 1;

    record Words(String subject, String text) {}

    Words receipt(Appeal appeal) {
        var organization = organizations.first();
        return new Words("Обращение зарегистрировано: № " + appeal.number(), """
                Здравствуйте!

                Ваше обращение зарегистрировано.

                Номер: %s
                Дата: %s
                Срок ответа: до %s включительно

                Ответ придёт тем же путём, которым пришло обращение. Если хотите что-то добавить, ответьте на это письмо.

                Узнать о ходе рассмотрения: %s
                %s

                --
                %s
                Письмо составлено программой.
                """.formatted(
                        appeal.number(),
                        day(appeal.registeredAt()),
                        DAY.format(appeal.deadline().lastDay()),
                        contacts(organization),
                        links.statusPage(appeal)
                                .map(page -> "Страница обращения: " + page)
                                .orElse("Код для страницы обращения: " + links.codeOf(appeal)),
                        organization.shownName()));
    }

    Words extended(Appeal appeal, LocalDate until, String reason) {
        return letter(LetterKind.EXTENSION, appeal, Map.of("срок", DAY.format(until), "причина", reason));
    }

    Words passedOn(Appeal appeal, Receiver receiver, String reason) {
        return letter(LetterKind.PASSED_ON, appeal, Map.of("получатель", receiver.name(), "причина", reason));
    }

    /** With the appeal itself and what the receiver needs to answer it. */
    Words coverLetter(Appeal appeal, Receiver receiver, String reason, boolean applicantTold) {
        var applicant = appeal.applicant();
        var contacts = Stream.of(
                        applicant.email(),
                        applicant.phone(),
                        applicant.postalAddress(),
                        appeal.origin().replyTo())
                .filter(Objects::nonNull)
                .distinct()
                .collect(Collectors.joining(", "));
        return new Words("Направляем обращение № " + appeal.number(), """
                %s

                Направляем для рассмотрения по принадлежности обращение, поступившее %s (наш № %s).

                Причина: %s

                Заявитель: %s
                Связь с заявителем: %s

                О результате просим сообщить заявителю.%s

                ---------- Текст обращения ----------
                %s

                %s
                -------------------------------------

                --
                %s
                %s
                """.formatted(
                        receiver.name(),
                        day(appeal.receivedAt()),
                        appeal.number(),
                        reason,
                        applicant.shownName(),
                        contacts.isEmpty() ? "не указана" : contacts,
                        applicantTold ? " Заявитель о передаче обращения уведомлён." : "",
                        appeal.subject(),
                        appeal.text(),
                        organizations.first().shownName(),
                        contacts(organizations.first())));
    }

    /**
     * @param earlier the appeal that was answered before
     * @throws IllegalArgumentException for a ground without a notice
     */
    Words notConsidered(Appeal appeal, Ground ground, Optional<Appeal> earlier, @Nullable String comment) {
        var kind = switch (ground) {
            case UNREADABLE -> LetterKind.UNREADABLE;
            case ANSWERED_BEFORE -> LetterKind.ANSWERED_BEFORE;
            case CONFIDENTIAL -> LetterKind.CONFIDENTIAL;
            case OBSCENE, ANONYMOUS, NOT_REQUIRED -> throw new IllegalArgumentException("no notice: " + ground);
        };
        return letter(
                kind,
                appeal,
                Map.of(
                        "прежний_номер",
                        earlier.map(one -> one.number().text()).orElse("—"),
                        "прежняя_дата",
                        earlier.map(one -> day(one.registeredAt())).orElse("—"),
                        "пояснение",
                        comment == null ? "" : comment));
    }

    Words withdrawn(Appeal appeal) {
        return letter(LetterKind.WITHDRAWN, appeal, Map.of());
    }

    Words linked(Appeal appeal, Appeal leading) {
        return letter(
                LetterKind.JOINED,
                appeal,
                Map.of(
                        "прежний_номер",
                        leading.number().text(),
                        "прежняя_дата",
                        day(leading.registeredAt()),
                        "срок",
                        DAY.format(leading.due())));
    }

    Words reopened(Appeal appeal) {
        return letter(LetterKind.REOPENED, appeal, Map.of("срок_ответа", term(appeal)));
    }

    Words interim(Appeal appeal, String text) {
        return letter(LetterKind.INTERIM, appeal, Map.of("текст", text, "срок_ответа", term(appeal)));
    }

    /** A day that is over is not promised again. */
    private String term(Appeal appeal) {
        var today = LocalDate.ofInstant(clock.instant(), organizations.first().zone());
        return appeal.due().isBefore(today)
                ? ""
                : "Срок ответа: до %s включительно.".formatted(DAY.format(appeal.due()));
    }

    /** By the template in force; the words of a person and of the applicant never count as markup's names. */
    private Words letter(LetterKind kind, Appeal appeal, Map<String, String> own) {
        var organization = organizations.first();
        var template = letters.template(kind);
        var values = new HashMap<>(letterhead.values(appeal));
        values.putAll(own);
        return new Words(
                "%s: № %s".formatted(Variables.filled(template.heading(), values), appeal.number()), """
                %s

                --
                %s
                %s
                """.formatted(
                                LetterText.plain(Variables.filled(template.body(), values)),
                                organization.shownName(),
                                contacts(organization)));
    }

    private String day(Instant instant) {
        return DAY.format(LocalDate.ofInstant(instant, organizations.first().zone()));
    }

    Words answer(Appeal appeal) {
        var organization = organizations.first();
        var executor = appeal.executorId().flatMap(people::findById);
        return new Words("Ответ на обращение № " + appeal.number(), """
                Здравствуйте!

                Направляем ответ на ваше обращение № %s от %s. Подписанное письмо во вложении.

                %s

                %s
                --
                %s
                %s
                """.formatted(
                        appeal.number(),
                        day(appeal.registeredAt()),
                        executor.map(Wording::executorLine).orElse(""),
                        links.ratingPage(appeal, BEST)
                                .flatMap(good -> links.ratingPage(appeal, WORST)
                                        .map(bad -> "Ответ помог? Оцените его одним нажатием:\nда: %s\nнет: %s\n"
                                                .formatted(good, bad)))
                                .orElse(""),
                        organization.shownName(),
                        contacts(organization)));
    }

    private static String executorLine(Person executor) {
        return "Исполнитель: " + executor.signatureName() + ", тел. "
                + executor.card().phone();
    }

    private static String contacts(Organization organization) {
        return Stream.of(
                        organization.phone() == null ? null : "тел. " + organization.phone(),
                        organization.email(),
                        organization.site())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
    }
}
