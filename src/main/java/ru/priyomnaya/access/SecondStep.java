package ru.priyomnaya.access;

import java.util.UUID;

/** What somebody shows besides a password. */
public interface SecondStep {
    /** Whether the person has one, and so has to show it. */
    boolean isSetUp(UUID person);
}
