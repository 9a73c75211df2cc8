package ru.priyomnaya.backup;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@code priyomnaya.backup.*}
 *
 * @param keyFile keys as of {@code priyomnaya.documents.keys}: copies are encrypted under the first; absent: copies are plain ZIP
 */
@ConfigurationProperties("priyomnaya.backup")
record BackupProperties(@Nullable Path keyFile) {}
