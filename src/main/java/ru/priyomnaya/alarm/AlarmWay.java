package ru.priyomnaya.alarm;

import java.time.Instant;

/** A way to tell people. */
public interface AlarmWay {
    /** Stands in the database and on screens. */
    String name();

    boolean isConfigured();

    /**
     * Tells it now or fails: tried again later. After a crash in the middle it may be told twice.
     *
     * @throws Exception when it did not arrive
     */
    void tell(Told told) throws Exception;

    /**
     * @param state raised, changed, recovered or test
     * @param kind of {@link ru.priyomnaya.concern.ConcernKind}
     * @param title the first line
     * @param sentence what it is and what to do
     */
    record Told(String state, String kind, String about, String title, String sentence, Instant since) {}
}
