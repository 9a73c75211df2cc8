package ru.priyomnaya.gis;

import java.util.UUID;
import ru.priyomnaya.appeal.AppealEvent;

/** What happened in the channel. */
public interface GisEvent {
    /** The queue stands until a person resumes it. */
    record GisStopped(String code, String reason) implements GisEvent {}

    record GisResumed() implements GisEvent {}

    /** IT staff have changed how a code is treated. */
    record GisPolicyChanged(String code, String treatmentBefore, String treatmentAfter) implements GisEvent {}

    /** An employee of ГИС ЖКХ was matched with a person. */
    record GisAnswererNamed(UUID answerer, String person) implements GisEvent {}

    /**
     * ГИС ЖКХ shows something new about an appeal.
     *
     * @param what in Russian, without personal data
     */
    record GisAppealChanged(UUID appealId, String what) implements AppealEvent {}

    /** A person has looked at the raw bytes of an exchange. */
    record GisExchangeRead(UUID exchange) implements GisEvent {}

    /** Somebody or something decided that this shall be done in ГИС ЖКХ. */
    record GisActionQueued(UUID appealId, ActionKind kind) implements AppealEvent {}

    record GisActionDone(UUID appealId, ActionKind kind) implements AppealEvent {}

    /** @param reason in the words of ГИС ЖКХ */
    record GisActionRefused(UUID appealId, ActionKind kind, String reason) implements AppealEvent {}
}
