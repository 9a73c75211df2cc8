/** Bytes: letters, attachments, scans. Content-addressed files, on disk before the row that names them commits. */
@ApplicationModule(allowedDependencies = {"storage", "routing"})
@NullMarked
package ru.priyomnaya.document;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
