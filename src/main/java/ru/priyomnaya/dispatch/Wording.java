package ru.priyomnaya.dispatch;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ru.priyomnaya.access.People;
import ru.priyomnaya.access.Person;
import ru.priyomnaya.appeal.Appeal;
import ru.priyomnaya.appeal.Ground;
import ru.priyomnaya.appeal.Receiver;
import ru.priyomnaya.organization.Organization;
import ru.priyomnaya.organization.Organizations;

/** The words around what leaves. */
@Component
class Wording {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu");

    private final Organizations organizations;
    private final People people;
    private final Clock clock;

    Wording(Organizations organizations, People people, Clock clock) {
        this.organizations = organizations;
        this.people = people;
        this.clock = clock;
    }

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

                --
                %s
                Письмо составлено программой.
                """.formatted(
                        appeal.number(),
                        day(appeal.registeredAt()),
                        DAY.format(appeal.deadline().lastDay()),
                        contacts(organization),
                        organization.shownName()));
    }

    Words extended(Appeal appeal, LocalDate until, String reason) {
        return notice(appeal, "Срок рассмотрения продлён", """
                Срок рассмотрения вашего обращения продлён до %s включительно.

                Причина: %s""".formatted(DAY.format(until), reason));
    }

    Words passedOn(Appeal appeal, Receiver receiver, String reason) {
        return notice(appeal, "Обращение передано в другую организацию", """
                Ваше обращение передано на рассмотрение: %s.

                Причина: %s

                Ответ вы получите от этой организации.""".formatted(receiver.name(), reason));
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
        var sentence = switch (ground) {
            case UNREADABLE ->
                "Текст вашего обращения не поддаётся прочтению, поэтому ответить на него нельзя. "
                        + "Пожалуйста, направьте его ещё раз.";
            case ANSWERED_BEFORE ->
                "На этот вопрос вам уже дан ответ по существу: обращение № %s от %s. Новых доводов "
                                .formatted(
                                        earlier.map(one -> one.number().text()).orElse("—"),
                                        earlier.map(one -> day(one.registeredAt()))
                                                .orElse("—"))
                        + "в вашем обращении нет, поэтому переписка по этому вопросу прекращена.";
            case CONFIDENTIAL ->
                "Ответить на ваше обращение по существу нельзя, не раскрыв сведений, охраняемых законом.";
            case OBSCENE, ANONYMOUS, NOT_REQUIRED -> throw new IllegalArgumentException("no notice: " + ground);
        };
        return notice(appeal, "Обращение не рассматривается", comment == null ? sentence : sentence + "\n\n" + comment);
    }

    Words withdrawn(Appeal appeal) {
        return notice(appeal, "Рассмотрение прекращено", "По вашему заявлению рассмотрение обращения прекращено.");
    }

    Words linked(Appeal appeal, Appeal leading) {
        return notice(appeal, "Обращения объединены", """
                Обращение объединено с вашим обращением № %s от %s: это один и тот же вопрос.

                Ответ будет дан на обращение № %s до %s включительно.""".formatted(
                        leading.number(), day(leading.registeredAt()), leading.number(), DAY.format(leading.due())));
    }

    Words reopened(Appeal appeal) {
        return notice(
                appeal, "Рассмотрение возобновлено", "Рассмотрение вашего обращения возобновлено." + term(appeal));
    }

    Words interim(Appeal appeal, String text) {
        return notice(appeal, "О ходе рассмотрения", text + term(appeal));
    }

    /** A day that is over is not promised again. */
    private String term(Appeal appeal) {
        var today = LocalDate.ofInstant(clock.instant(), organizations.first().zone());
        return appeal.due().isBefore(today)
                ? ""
                : "\n\nСрок ответа: до %s включительно.".formatted(DAY.format(appeal.due()));
    }

    private Words notice(Appeal appeal, String subject, String text) {
        var organization = organizations.first();
        return new Words("%s: № %s".formatted(subject, appeal.number()), """
                Здравствуйте!

                Обращение № %s от %s.

                %s

                --
                %s
                %s
                """.formatted(
                appeal.number(), day(appeal.registeredAt()), text, organization.shownName(), contacts(organization)));
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

                --
                %s
                %s
                """.formatted(
                        appeal.number(),
                        day(appeal.registeredAt()),
                        executor.map(Wording::executorLine).orElse(""),
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
