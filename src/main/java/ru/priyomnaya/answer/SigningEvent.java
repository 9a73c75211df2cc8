package ru.priyomnaya.answer;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who may sign, with which words answers are written, what came from the scanner. The journal keeps every one. */
public interface SigningEvent {
    record SigningRightGiven(
            UUID rightId,
            UUID person,
            LocalDate from,
            @Nullable LocalDate until) implements SigningEvent {}

    record SigningRightEnded(UUID rightId) implements SigningEvent {}

    record TextModuleKept(UUID moduleId, String name) implements SigningEvent {}

    record TextModuleRetired(UUID moduleId) implements SigningEvent {}

    /** What came from the scanner waits for a person. */
    record ScanQuarantined(UUID scanId, String code) implements SigningEvent {}

    record ScanDismissed(UUID scanId, String reason) implements SigningEvent {}
}
