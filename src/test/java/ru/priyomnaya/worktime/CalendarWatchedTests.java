package ru.priyomnaya.worktime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.concern.Concern;
import ru.priyomnaya.concern.ConcernKind;
import ru.priyomnaya.organization.Organizations;

class CalendarWatchedTests extends GatewayTest {
    @Autowired
    private Organizations organizations;

    @Autowired
    private ApplicationEventPublisher events;

    @Test
    void fromOctoberAYearWithoutACalendarIsAConcern() {
        assertThat(on("2040-09-30T12:00:00Z").concerns()).isEmpty();
        assertThat(on("2040-10-01T12:00:00Z").concerns())
                .extracting(Concern::kind)
                .containsExactly(ConcernKind.CALENDAR);
    }

    private CalendarWatched on(String instant) {
        var clock = Clock.fixed(Instant.parse(instant), ZoneOffset.UTC);
        return new CalendarWatched(new WorkCalendar(jdbc, organizations, events, clock));
    }
}
