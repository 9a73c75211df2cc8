package ru.priyomnaya.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import ru.priyomnaya.OwnTypes;
import ru.priyomnaya.access.AccessEvent;
import ru.priyomnaya.answer.SigningEvent;
import ru.priyomnaya.appeal.AppealEvent;
import ru.priyomnaya.appeal.RegisterEvent;
import ru.priyomnaya.gis.GisEvent;
import ru.priyomnaya.intake.IntakeEvent;
import ru.priyomnaya.letter.LetterEvent;
import ru.priyomnaya.routing.RouteEvent;
import ru.priyomnaya.storage.BackupTaken;
import ru.priyomnaya.storage.SupportBundleTaken;
import ru.priyomnaya.worktime.CalendarChanged;

class AuditEventTests {
    @Test
    void everyEventHasItsPlaceInTheJournal() {
        var events = OwnTypes.assignableTo(
                AppealEvent.class,
                AccessEvent.class,
                GisEvent.class,
                RegisterEvent.class,
                CalendarChanged.class,
                SigningEvent.class,
                LetterEvent.class,
                RouteEvent.class,
                BackupTaken.class,
                SupportBundleTaken.class,
                IntakeEvent.class);

        assertThat(events)
                .hasSizeGreaterThan(25)
                .allSatisfy(type -> assertThat(AuditEvent.typeOf(type)).isPresent());
        assertThat(AuditEvent.values()).hasSameSizeAs(events);
    }

    @Test
    void anUnknownEventIsRefused() {
        assertThatThrownBy(() -> AuditEvent.of("something")).isInstanceOf(IllegalArgumentException.class);
    }
}
