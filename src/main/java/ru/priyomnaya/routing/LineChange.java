package ru.priyomnaya.routing;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.DeltaType;
import java.util.ArrayList;
import java.util.List;

/** Lines of a file that stayed, went or came. */
public record LineChange(Kind kind, String text) {
    /** What happened to them. */
    public enum Kind {
        SAME,
        OUT,
        IN
    }

    public static List<LineChange> between(String before, String after) {
        var changes = new ArrayList<LineChange>();
        for (var delta : DiffUtils.diff(before.lines().toList(), after.lines().toList(), true)
                .getDeltas()) {
            if (delta.getType() == DeltaType.EQUAL) {
                add(changes, Kind.SAME, delta.getSource().getLines());
            } else {
                add(changes, Kind.OUT, delta.getSource().getLines());
                add(changes, Kind.IN, delta.getTarget().getLines());
            }
        }
        return changes;
    }

    private static void add(List<LineChange> changes, Kind kind, List<String> lines) {
        if (!lines.isEmpty()) {
            changes.add(new LineChange(kind, String.join("\n", lines) + "\n"));
        }
    }
}
