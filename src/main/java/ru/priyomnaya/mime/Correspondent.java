package ru.priyomnaya.mime;

import org.jspecify.annotations.Nullable;

/**
 * Who stands behind an address in a letter.
 *
 * @param address in lower case, at most 320 characters (RFC 3696, 3)
 * @param name as the letter gives it, at most 200 characters, or null
 */
public record Correspondent(String address, @Nullable String name) {}
