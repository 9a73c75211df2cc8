package ru.priyomnaya.stand.gis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** What shall go wrong, by name, for the next so many calls. docs/gis-stand.md lists the names. */
@Component
@ConditionalOnProperty("priyomnaya.stand.enabled")
class StandFaults {
    static final String RESULT = "_RESULT";
    private static final String CODE = "[A-Z]{3}\\d{6}";

    private final List<Planned> planned = new ArrayList<>();

    /**
     * @param name of docs/gis-stand.md, or a code of ГИС ЖКХ: AUT011003
     * @param times how many calls; null is one
     * @param operation exportAppeal, importAnswer, getState, files …; null is any
     * @param seconds for those that last
     * @param appeal GUID, for those that concern one appeal
     */
    record Fault(
            String name,
            @Nullable Integer times,
            @Nullable String operation,
            @Nullable Integer seconds,
            @Nullable String appeal) {}

    private static final class Planned {
        private final Fault fault;
        private int left;

        Planned(Fault fault) {
            this.fault = fault;
            this.left = fault.times() == null ? 1 : fault.times();
        }
    }

    synchronized void plan(Fault fault) {
        planned.add(new Planned(fault));
    }

    synchronized void clear() {
        planned.clear();
    }

    /** Takes the first fault with one of these names that concerns the operation; it counts as played. */
    synchronized Optional<Fault> take(String operation, String... names) {
        return takeFor(null, operation, names);
    }

    /** As above, for one appeal. */
    synchronized Optional<Fault> takeFor(@Nullable String appeal, String operation, String... names) {
        var found = planned.stream()
                .filter(one ->
                        one.fault.operation() == null || one.fault.operation().equals(operation))
                .filter(one -> one.fault.appeal() == null || one.fault.appeal().equalsIgnoreCase(appeal))
                .filter(one -> matches(one.fault.name(), names))
                .findFirst();
        found.ifPresent(one -> {
            one.left--;
            if (one.left <= 0) {
                planned.remove(one);
            }
        });
        return found.map(one -> one.fault);
    }

    private static boolean matches(String name, String... names) {
        for (var wanted : names) {
            if (wanted.equals(name)
                    || (wanted.equals("*") && name.matches(CODE))
                    || (wanted.equals("*" + RESULT) && name.matches(CODE + RESULT))) {
                return true;
            }
        }
        return false;
    }
}
