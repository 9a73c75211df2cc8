/** The format of ГИС ЖКХ: envelopes written, answers read. The only place, beside the stand, that knows generated types. */
@NamedInterface("wire")
@NullMarked
package ru.priyomnaya.gis.wire;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
