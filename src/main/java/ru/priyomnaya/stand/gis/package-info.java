/** Plays ГИС ЖКХ over HTTP: the appeals service, the registry of organisations, dictionary 220, the file store. */
@NullMarked
package ru.priyomnaya.stand.gis;

import org.jspecify.annotations.NullMarked;
