package ru.priyomnaya.appeal;

import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody changed how the register works. Published inside the transaction that did it; the journal keeps every one. */
public interface RegisterEvent {
    /** @param before null for a new rule; a rule itself never changes */
    record TermRuleKept(TermRule.@Nullable Form before, TermRule.Form after) implements RegisterEvent {}

    record TermRuleEnded(UUID ruleId, LocalDate lastDay) implements RegisterEvent {}

    /** A word that suggests ground S8 was added to the list or taken out. */
    record WordListChanged(String pattern, boolean active) implements RegisterEvent {}

    /** @param before null for a new topic */
    record TopicKept(Topic.@Nullable Form before, Topic.Form after) implements RegisterEvent {}

    /** Somebody stands in for somebody. */
    record SubstitutionKept(UUID person, UUID substitute, LocalDate from, LocalDate until) implements RegisterEvent {}

    record SubstitutionEnded(UUID substitutionId) implements RegisterEvent {}

    /** The registration journal left the program as a file: personal data (152-ФЗ). */
    record JournalExported(LocalDate from, LocalDate until, String format) implements RegisterEvent {}

    /** Lines of the register left the program as a file: personal data (152-ФЗ). */
    record ListExported(int lines) implements RegisterEvent {}

    /** Figures over a period left the program as a file: names of executors. */
    record ReportExported(LocalDate from, LocalDate until, String format) implements RegisterEvent {}

    /** A measure of the quality programme was written down or changed. */
    record MeasureKept(int year, UUID measureId) implements RegisterEvent {}

    record MeasureRemoved(int year, UUID measureId) implements RegisterEvent {}

    /** The public version of a year was put together for review. */
    record DisclosurePrepared(int year, int edition, String sha256) implements RegisterEvent {}

    record DisclosurePublished(
            int year, int edition, String sha256, @Nullable String comment) implements RegisterEvent {}

    record DisclosureWithdrawn(int year, int edition, String reason) implements RegisterEvent {}

    /** The survey has other questions now. */
    record SurveyChanged(int edition, int questions) implements RegisterEvent {}

    /** An anonymous paper form was entered. */
    record PaperFormEntered(UUID responseId) implements RegisterEvent {}

    /** A scanned paper letter is no appeal. */
    record PaperLetterDismissed(UUID letterId, String reason) implements RegisterEvent {}

    /**
     * Words went out of entries of the journal (152-ФЗ).
     *
     * @param appealId null for entries about messages that no appeal came of
     * @param entries number of an entry → what it is known by from now on
     */
    record JournalErased(@Nullable UUID appealId, UUID erasure, Map<Long, String> entries) implements RegisterEvent {}

    /** Somebody proposes to destroy personal data; another has to agree. */
    record ErasureProposed(UUID erasure, String ground, int appeals) implements RegisterEvent {}

    record ErasureConfirmed(UUID erasure) implements RegisterEvent {}

    record ErasureRejected(UUID erasure, String reason) implements RegisterEvent {}

    /** All of it is gone, the act is written. */
    record ErasureDone(UUID erasure, int appeals) implements RegisterEvent {}

    /** What is kept about a person left the program as a file. */
    record PersonExported(UUID export, int appeals) implements RegisterEvent {}

    /** Who has read what left the program as a file. */
    record ReadingsExported(int lines) implements RegisterEvent {}

    /** A term of keeping was changed; empty: never by itself. */
    record RetentionKept(
            String kind,
            @Nullable Integer monthsBefore,
            @Nullable Integer monthsAfter) implements RegisterEvent {}
}
