package ru.priyomnaya.inbox;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whose lists are looked at, and when.
 *
 * @param username as the journal names them
 * @param today in the organisation's zone
 */
record Desk(UUID person, String username, @Nullable UUID department, LocalDate today) {}
