package ru.priyomnaya.document;

/**
 * Bytes that are on disk.
 *
 * @param sha256 their name, 64 lower-case hexadecimal digits
 * @param size in bytes
 */
public record StoredDocument(String sha256, long size) {}
