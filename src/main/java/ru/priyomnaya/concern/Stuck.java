package ru.priyomnaya.concern;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that should have gone on long ago.
 *
 * @param name a number or id that people see elsewhere; no personal data
 * @param link the screen that shows it; null when there is none
 * @param why the last trouble, if it is known
 */
public record Stuck(
        String name,
        Instant since,
        String state,
        @Nullable String link,
        @Nullable String why) {}
