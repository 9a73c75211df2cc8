package ru.priyomnaya.disclosure;

import java.time.LocalTime;
import java.util.List;
import ru.priyomnaya.appeal.Channel;

/**
 * When the channels work: some day and night, the others in office hours, Monday to Friday by the production calendar (S17).
 * Equal ends of the break: no break.
 */
record WorkingTime(
        LocalTime opens,
        LocalTime closes,
        LocalTime breakFrom,
        LocalTime breakUntil,
        List<Channel> roundTheClock,
        List<Channel> officeHours) {}
