package ru.priyomnaya.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
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
        var events = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("ru.priyomnaya").stream()
                        .filter(type -> !type.isInterface())
                        .filter(type -> type.isAssignableTo(AppealEvent.class)
                                || type.isAssignableTo(AccessEvent.class)
                                || type.isAssignableTo(GisEvent.class)
                                || type.isAssignableTo(RegisterEvent.class)
                                || type.isAssignableTo(CalendarChanged.class)
                                || type.isAssignableTo(SigningEvent.class)
                                || type.isAssignableTo(LetterEvent.class)
                                || type.isAssignableTo(RouteEvent.class)
                                || type.isAssignableTo(BackupTaken.class)
                                || type.isAssignableTo(SupportBundleTaken.class)
                                || type.isAssignableTo(IntakeEvent.class))
                        .map(type -> type.reflect())
                        .toList();

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
