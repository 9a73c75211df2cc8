package ru.priyomnaya.answer;

import java.util.UUID;

/** A file that is sent with an answer and named in the letter [приложение]. */
public record Enclosure(UUID id, String name, String mediaType, long size, String sha256) {}
