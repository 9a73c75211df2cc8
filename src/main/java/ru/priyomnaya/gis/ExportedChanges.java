package ru.priyomnaya.gis;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import ru.priyomnaya.gis.wire.ExportedAppeal;
import ru.priyomnaya.gis.wire.ExportedAppeal.History;

/** What is different between two exports of one appeal. History has no ids: its lines are compared by content. */
final class ExportedChanges {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");

    private ExportedChanges() {}

    /** @param sentence Russian, without names and texts of people */
    record Change(String sentence) {}

    static List<Change> between(ExportedAppeal before, ExportedAppeal after) {
        var changes = new ArrayList<Change>();
        add(changes, !before.status().equals(after.status()), "статус: " + inRussian(after.status()));
        add(
                changes,
                after.answerer() != null && !after.answerer().equals(before.answerer()),
                "исполнитель: сотрудник " + after.answerer());
        add(changes, after.withdrawn() != null && before.withdrawn() == null, "обращение отозвано");
        add(changes, after.redirected() && !before.redirected(), "обращение переадресовано");
        add(
                changes,
                after.redirectedOutside() && !before.redirectedOutside(),
                "обращение переадресовано в организацию вне ГИС ЖКХ");
        add(changes, after.rolledOver() && !before.rolledOver(), "срок продлён");
        add(changes, after.answerIsNotRequired() && !before.answerIsNotRequired(), "ответ не требуется");
        add(
                changes,
                !Objects.equals(before.executionEndDate(), after.executionEndDate()),
                "срок ГИС ЖКХ: " + day(after.executionEndDate()));
        add(
                changes,
                !Objects.equals(before.dateOfAppointment(), after.dateOfAppointment()),
                "плановая дата: " + day(after.dateOfAppointment()));
        add(changes, after.files().size() > before.files().size(), "новые файлы");
        add(changes, !before.text().equals(after.text()), "изменён текст обращения");
        var known = new HashSet<>(before.history());
        after.history().stream().filter(line -> !known.contains(line)).forEach(line -> history(line, changes));
        return changes;
    }

    private static void history(History line, List<Change> changes) {
        var answer = line.answer();
        var rating = line.rating();
        add(
                changes,
                answer != null,
                answer == null ? "" : answer.sent() ? "ответ отправлен" : "загружен черновик ответа");
        add(
                changes,
                rating != null,
                rating == null ? "" : "оценка заявителя: " + rating.mark().inRussian());
    }

    private static void add(List<Change> changes, boolean happened, String sentence) {
        if (happened) {
            changes.add(new Change(sentence));
        }
    }

    static String inRussian(String status) {
        return switch (status) {
            case "Send" -> "Отправлено";
            case "InWork" -> "В работе";
            case "Executed" -> "Исполнено";
            case "Withdrawn" -> "Отозвано";
            default -> status; // a later version of the format may add one
        };
    }

    private static String day(@Nullable LocalDate date) {
        return date == null ? "не указан" : DAY.format(date);
    }

    /** The same appeal as it would look if nobody had touched it yet. */
    static ExportedAppeal untouched(ExportedAppeal now) {
        return new ExportedAppeal(
                now.guid(),
                now.parent(),
                now.applicant(),
                now.number(),
                now.created(),
                now.topic(),
                now.anotherTopic(),
                now.house(),
                now.premise(),
                now.oktmo(),
                now.oktmoName(),
                now.text(),
                now.files(),
                null,
                List.of(),
                "Send",
                false,
                false,
                false,
                false,
                null,
                now.fromMobile(),
                now.executionEndDate(),
                now.npa(),
                now.dateOfAppointment(),
                now.collective(),
                now.neighbours());
    }
}
