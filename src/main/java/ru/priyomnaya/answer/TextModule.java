package ru.priyomnaya.answer;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A ready piece of a letter, with variables.
 *
 * @param topicId of the office's classifier; null for every topic
 */
public record TextModule(UUID id, @Nullable UUID topicId, String name, String text) {}
