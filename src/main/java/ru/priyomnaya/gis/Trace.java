package ru.priyomnaya.gis;

import ru.priyomnaya.routing.Cause;

/** Where an exception came from. Its message may quote a row of the database or a letter, so it stays out of the log. */
final class Trace {
    private Trace() {}

    static String of(Throwable e) {
        var root = Cause.innermost(e);
        var stack = root.getStackTrace();
        return "%s (%s) в %s"
                .formatted(
                        e.getClass().getSimpleName(),
                        root.getClass().getSimpleName(),
                        stack.length == 0 ? "?" : stack[0]);
    }
}
