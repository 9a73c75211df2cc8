package ru.priyomnaya.gis;

import java.io.IOException;
import java.util.Set;
import ru.priyomnaya.gis.wire.UnreadableResult;
import ru.priyomnaya.gis.wire.WireReply.Problem;

/** Applies the results of some operations; repeating it must change nothing, and it ends with the exchange finished. */
interface ResultHandler {
    Set<Operation> operations();

    /** Takes up the stored result; in transactions of its own. */
    void apply(Exchange exchange) throws IOException, UnreadableResult;

    /** There was nothing to read; repeating it must change nothing. */
    default void empty(Exchange exchange) {}

    /** The message as a whole was refused for good; in the caller's transaction. */
    void refused(Exchange exchange, Problem problem);
}
