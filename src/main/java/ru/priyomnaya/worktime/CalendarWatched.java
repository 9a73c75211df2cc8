package ru.priyomnaya.worktime;

import java.util.List;
import org.springframework.stereotype.Component;
import ru.priyomnaya.concern.Concern;
import ru.priyomnaya.concern.ConcernKind;
import ru.priyomnaya.concern.Watched;

/** From October: next year's production calendar. */
@Component
class CalendarWatched implements Watched {
    private final WorkCalendar calendar;

    CalendarWatched(WorkCalendar calendar) {
        this.calendar = calendar;
    }

    @Override
    public String watches() {
        return "Календарь";
    }

    @Override
    public List<Concern> concerns() {
        return calendar.warning().stream()
                .map(warning -> new Concern(
                        ConcernKind.CALENDAR,
                        "next-year",
                        warning + " Загрузите его на странице «Правила → Календарь»"))
                .toList();
    }
}
