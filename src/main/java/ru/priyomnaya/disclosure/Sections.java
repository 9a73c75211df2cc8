package ru.priyomnaya.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import ru.priyomnaya.appeal.AppealKind;
import ru.priyomnaya.appeal.Ground;
import ru.priyomnaya.appeal.LatenessReason;
import ru.priyomnaya.appeal.Outcome;
import ru.priyomnaya.appeal.ServiceForm;
import ru.priyomnaya.disclosure.Section.Cell;
import ru.priyomnaya.disclosure.Section.Line;

/**
 * Lays figures out for people: the same lines on the screen, in files and on the public page.
 *
 * @param links null where figures lead nowhere
 */
record Sections(
        Part whole, List<Part> departments, @Nullable FigureLinks links) {
    static Sections of(Report report) {
        return new Sections(report.whole(), report.departments(), new FigureLinks(report));
    }

    /** Without departments and links. */
    static Sections of(Part whole) {
        return new Sections(whole, List.of(), null);
    }

    List<Section> all() {
        return List.of(kinds(), topics(), forms(), outcomes(), decisions(), grounds(), lateness(), marks());
    }

    private Section kinds() {
        var lines = new ArrayList<Line>();
        lines.add(total());
        for (var kind : AppealKind.values()) {
            lines.add(compared(
                    kind.inRussian(), false, true, part -> of(part.kinds().get(kind)), "kind", kind.name()));
        }
        return Section.whole("kinds", "По видам", true, lines);
    }

    private Line total() {
        return compared("Всего", false, false, Part::total);
    }

    private Section topics() {
        var lines = new ArrayList<Line>();
        for (var topic : whole.topics()) {
            var id = topic.id();
            lines.add(compared(
                    id == null ? "Без темы" : Objects.requireNonNullElse(topic.name(), ""),
                    id != null,
                    true,
                    part -> counted(part, id),
                    id == null ? "noTopic" : "topic",
                    id == null ? "true" : id.toString()));
        }
        return Section.whole("topics", "По темам", true, lines);
    }

    private static Counted counted(Part part, @Nullable UUID topic) {
        return part.topics().stream()
                .filter(one -> Objects.equals(one.id(), topic))
                .map(Part.OfTopic::counted)
                .findFirst()
                .orElse(Counted.NONE);
    }

    private Section forms() {
        var lines = new ArrayList<Line>();
        for (var form : ServiceForm.values()) {
            lines.add(compared(
                    form.inRussian(), false, true, part -> of(part.forms().get(form)), "form", form.name()));
            if (form.channels().size() > 1) {
                for (var channel : form.channels()) {
                    lines.add(compared(
                            "в том числе: " + channel.inRussian(),
                            false,
                            false,
                            part -> of(part.channels().get(channel)),
                            "channel",
                            channel.name()));
                }
            }
        }
        return Section.whole("forms", "По форме обслуживания", true, lines);
    }

    private static Counted of(@Nullable Counted counted) {
        return counted == null ? Counted.NONE : counted;
    }

    private static long of(@Nullable Long count) {
        return count == null ? 0 : count;
    }

    private Section outcomes() {
        return Section.whole(
                "outcomes",
                "Чем кончилось",
                false,
                Arrays.stream(Outcome.values())
                        .map(one -> plain(
                                one.inRussian(),
                                true,
                                part -> of(part.outcomes().get(one)),
                                "outcome",
                                one.name()))
                        .toList());
    }

    private Section decisions() {
        return new Section(
                "decisions",
                "Решения",
                false,
                whole.total().count(), // one appeal may be among several
                List.of(
                        plain("Срок продлён", true, Part::extended, "extended", "true"),
                        plain("Перенаправлено", true, part -> part.ended().redirected(), "status", "REDIRECTED"),
                        plain("Не рассматривается", true, part -> part.ended().declined(), "status", "DECLINED"),
                        plain("Отозвано заявителем", true, part -> part.ended().withdrawn(), "status", "WITHDRAWN"),
                        plain("Объединено с другим", true, part -> part.ended().joined(), "status", "LINKED"),
                        plain("Повторные", true, Part::repeated, "repeated", "true"),
                        plain("Коллективные", true, Part::collective, "collective", "true")));
    }

    private Section grounds() {
        return Section.whole(
                "grounds",
                "Почему не рассмотрено",
                false,
                Arrays.stream(Ground.values())
                        .map(ground -> plain(
                                ground.inRussian(),
                                true,
                                part -> of(part.grounds().get(ground)),
                                "ground",
                                ground.name(),
                                "status",
                                "DECLINED"))
                        .toList());
    }

    private Section lateness() {
        var lines = new ArrayList<Line>();
        for (var outcome : List.of(Outcome.LATE, Outcome.OVERDUE)) {
            for (var reason : LatenessReason.values()) {
                lines.add(plain(
                        outcome.inRussian() + ": " + reason.inRussian(),
                        true,
                        part -> late(part, outcome, reason),
                        "outcome",
                        outcome.name(),
                        "lateReason",
                        reason.name()));
            }
        }
        return Section.whole("lateness", "Причины опоздания", false, lines);
    }

    private static long late(Part part, Outcome outcome, LatenessReason reason) {
        var counted = part.late().reasons().get(reason);
        return counted == null ? 0 : outcome == Outcome.LATE ? counted.answered() : counted.open();
    }

    private Section marks() {
        var lines = new ArrayList<Line>();
        for (var mark : whole.marks().marks().keySet()) {
            lines.add(plain(
                    "Оценка " + mark, true, part -> of(part.marks().marks().get(mark)), "mark", mark.toString()));
        }
        lines.add(plain("Оценки в ГИС ЖКХ", false, part -> part.marks().gis(), "ratedBy", "GIS"));
        return Section.whole("marks", "Оценки ответов", false, lines);
    }

    private Line compared(
            String name, boolean ours, boolean inTotal, Function<Part, Counted> count, String... narrowed) {
        var counted = count.apply(whole);
        return new Line(
                name,
                ours,
                cell(whole, counted.count(), narrowed),
                new Cell(counted.before(), links == null ? null : links.before(whole, narrowed)),
                counted.changeInRussian(),
                departments.stream()
                        .map(part -> cell(part, count.apply(part).count(), narrowed))
                        .toList(),
                inTotal);
    }

    private Line plain(String name, boolean inTotal, ToLongFunction<Part> count, String... narrowed) {
        return new Line(
                name,
                false,
                cell(whole, count.applyAsLong(whole), narrowed),
                null,
                "",
                departments.stream()
                        .map(part -> cell(part, count.applyAsLong(part), narrowed))
                        .toList(),
                inTotal);
    }

    private Cell cell(Part part, long count, String... narrowed) {
        return new Cell(count, links == null ? null : links.of(part, narrowed));
    }
}
