package ru.priyomnaya.routing;

import org.jspecify.annotations.Nullable;

/** What was done to the routes; the journal keeps every one. */
public interface RouteEvent {
    /** Another text of the file works from now on. */
    record RouteChanged(String file, @Nullable String comment) implements RouteEvent {}

    /** A person wants another text of the file; a second one has to confirm it. */
    record RouteProposed(String file, @Nullable String comment) implements RouteEvent {}

    /** The second person does not want it. */
    record RouteProposalRejected(String file) implements RouteEvent {}

    /** A text was not taken; the one before goes on. */
    record RouteRefused(String file, String problem) implements RouteEvent {}

    /** A text failed after it had been taken; the one before works again. */
    record RouteRolledBack(String file, String problem) implements RouteEvent {}

    /** The file is gone, and its routes with it. */
    record RouteRemoved(String file) implements RouteEvent {}

    /**
     * A person switched a route.
     *
     * @param command start, stop, suspend or resume
     */
    record RouteSwitched(String route, String command) implements RouteEvent {}
}
