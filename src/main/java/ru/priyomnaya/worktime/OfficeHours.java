package ru.priyomnaya.worktime;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;
import ru.priyomnaya.organization.Organizations;

/** When the office works (S17): Monday to Friday 8–17, break 12–13, an hour less on a short day. */
@Component
@EnableConfigurationProperties(OfficeHours.OfficeProperties.class)
public class OfficeHours {
    private static final Duration SHORTER_BY = Duration.ofHours(1); // ТК РФ, ст. 95

    private final WorkCalendar calendar;
    private final Organizations organizations;
    private final OfficeProperties properties;

    OfficeHours(WorkCalendar calendar, Organizations organizations, OfficeProperties properties) {
        this.calendar = calendar;
        this.organizations = organizations;
        this.properties = properties;
    }

    /** {@code priyomnaya.office.*}, in the organisation's zone. Equal ends of the break: no break. */
    @ConfigurationProperties("priyomnaya.office")
    record OfficeProperties(
            @DefaultValue("08:00") LocalTime opens,
            @DefaultValue("17:00") LocalTime closes,
            @DefaultValue("12:00") LocalTime breakFrom,
            @DefaultValue("13:00") LocalTime breakUntil) {
        OfficeProperties {
            if (!opens.isBefore(closes) || breakUntil.isBefore(breakFrom)) {
                throw new IllegalArgumentException(
                        "priyomnaya.office: opens раньше closes, break-from не позже break-until");
            }
        }
    }

    /** Of an ordinary working day; equal ends of the break: no break. */
    public record Hours(LocalTime opens, LocalTime closes, LocalTime breakFrom, LocalTime breakUntil) {}

    public Hours hours() {
        return new Hours(properties.opens(), properties.closes(), properties.breakFrom(), properties.breakUntil());
    }

    /** Whether somebody is at work. */
    public boolean isOpen(Instant instant) {
        var local = instant.atZone(organizations.first().zone()).toLocalDateTime();
        return isOpen(local.toLocalDate(), local.toLocalTime());
    }

    private boolean isOpen(LocalDate day, LocalTime time) {
        var closes = switch (calendar.current().kindOf(day)) {
            case WORKING -> properties.closes();
            case SHORT -> properties.closes().minus(SHORTER_BY);
            case DAY_OFF -> properties.opens();
        };
        var atBreak = !time.isBefore(properties.breakFrom()) && time.isBefore(properties.breakUntil());
        return !time.isBefore(properties.opens()) && time.isBefore(closes) && !atBreak;
    }
}
