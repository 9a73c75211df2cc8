package ru.priyomnaya.backup;

import java.time.Instant;
import java.util.Map;

/**
 * What a backup holds; its last entry, {@code manifest.json}: a file without it was cut short.
 *
 * @param format of the file: 1
 * @param schema the last migration that the database had
 * @param tables name → rows
 * @param sequences name → the last value given out
 * @param documents how many
 */
record Manifest(
        int format,
        String program,
        Instant madeAt,
        String schema,
        Map<String, Long> tables,
        Map<String, Long> sequences,
        long documents) {
    static final String ENTRY = "manifest.json";
    static final String TABLES = "tables/";
    static final String DOCUMENTS = "documents/";
    static final int FORMAT = 1;
}
