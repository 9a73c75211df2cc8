package ru.priyomnaya.dispatch;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import ru.priyomnaya.access.People;
import ru.priyomnaya.access.Person;
import ru.priyomnaya.appeal.Appeal;
import ru.priyomnaya.organization.Organization;
import ru.priyomnaya.organization.Organizations;

/** The words around what leaves. */
@Component
class Wording {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu");

    private final Organizations organizations;
    private final People people;

    Wording(Organizations organizations, People people) {
        this.organizations = organizations;
        this.people = people;
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
                        DAY.format(LocalDate.ofInstant(appeal.registeredAt(), organization.zone())),
                        DAY.format(appeal.deadline().lastDay()),
                        contacts(organization),
                        organization.shownName()));
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
                        DAY.format(LocalDate.ofInstant(appeal.registeredAt(), organization.zone())),
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
