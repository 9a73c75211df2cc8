package ru.priyomnaya.disclosure;

import java.util.Map;
import java.util.TreeMap;

/** The figures of a part by the names that {@link OneByOne} gives them; noughts and what is absent left out. */
final class Flat {
    private final Map<String, String> figures = new TreeMap<>();

    static Map<String, String> of(Part part) {
        var flat = new Flat();
        flat.counted("total", part.total());
        part.kinds().forEach((kind, counted) -> flat.counted("kinds." + kind, counted));
        part.topics().forEach(topic -> flat.counted("topics." + topic.id(), topic.counted()));
        part.channels().forEach((channel, counted) -> flat.counted("channels." + channel, counted));
        part.forms().forEach((form, counted) -> flat.counted("forms." + form, counted));
        part.outcomes().forEach((outcome, count) -> flat.count("outcomes." + outcome, count));
        flat.count("ended.DECLINED", part.ended().declined());
        flat.count("ended.REDIRECTED", part.ended().redirected());
        flat.count("ended.WITHDRAWN", part.ended().withdrawn());
        flat.count("ended.LINKED", part.ended().joined());
        part.grounds().forEach((ground, count) -> flat.count("grounds." + ground, count));
        flat.count("extended", part.extended());
        flat.count("repeated", part.repeated());
        flat.count("collective", part.collective());
        flat.count("late.answered", part.late().answered());
        flat.count("late.open", part.late().open());
        flat.count("late.days", part.late().days());
        flat.count("late.most", part.late().mostDays());
        part.late().reasons().forEach((reason, count) -> {
            flat.count("reasons." + reason + ".answered", count.answered());
            flat.count("reasons." + reason + ".open", count.open());
        });
        part.late().executors().forEach(one -> {
            flat.count("executors." + one.id() + ".answered", one.answered());
            flat.count("executors." + one.id() + ".open", one.open());
            flat.count("executors." + one.id() + ".days", one.days());
            flat.count("executors." + one.id() + ".most", one.mostDays());
            flat.count("executors." + one.id() + ".explained", one.explained());
        });
        part.served().stream().filter(one -> one.records() > 0).forEach(one -> {
            var name = "served." + one.month() + "." + (one.inPerson() ? "inPerson" : "remote");
            flat.count(name + ".records", one.records());
            flat.figures.put(name + ".waiting", String.valueOf(one.meanWaitingSeconds()));
            flat.figures.put(name + ".service", String.valueOf(one.meanServiceSeconds()));
        });
        part.marks().marks().forEach((mark, count) -> flat.count("marks." + mark, count));
        flat.count("marks.gis", part.marks().gis());
        flat.figures.put("marks.mean", String.valueOf(part.marks().mean()));
        return flat.figures;
    }

    private void counted(String name, Counted counted) {
        count(name + ".count", counted.count());
        count(name + ".before", counted.before());
        if (counted.change() != null) {
            figures.put(name + ".change", counted.change().toPlainString());
        }
    }

    private void count(String name, long count) {
        if (count != 0) {
            figures.put(name, String.valueOf(count));
        }
    }
}
