package ru.priyomnaya.concern;

import java.time.Duration;
import java.util.List;

/** Finds what stays too long in a state that should pass. */
public interface StuckFinder {
    /** How many of a kind are listed. */
    int MOST = 100;

    /** QUEUE_AGE for what the program should have done, STUCK for what waits for a person. */
    ConcernKind kind();

    /** «Принятые сообщения», a heading. */
    String what();

    /** After that a thing counts as stuck; for the screen. */
    Duration patience();

    /** Oldest first, {@link #MOST} at most. */
    List<Stuck> find();
}
