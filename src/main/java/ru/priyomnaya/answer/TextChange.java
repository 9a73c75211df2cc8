package ru.priyomnaya.answer;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.DeltaType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** A piece of a text: kept as it was, taken out, or put in. */
public record TextChange(Kind kind, String text) {
    /** What happened to it. */
    public enum Kind {
        SAME,
        OUT,
        IN
    }

    private static final Pattern WORDS = Pattern.compile("(?<=\\s)(?=\\S)|(?<=\\S)(?=\\s)");

    /** Word by word; neighbours of one kind are one piece. */
    static List<TextChange> between(String before, String after) {
        var patch = DiffUtils.diff(
                Arrays.asList(WORDS.split(before)),
                Arrays.asList(WORDS.split(after)),
                new MyersDiffWithLinearSpace<String>(),
                null,
                true);
        var changes = new ArrayList<TextChange>();
        for (var delta : patch.getDeltas()) {
            if (delta.getType() == DeltaType.EQUAL) {
                add(changes, Kind.SAME, String.join("", delta.getSource().getLines()));
            } else {
                add(changes, Kind.OUT, String.join("", delta.getSource().getLines()));
                add(changes, Kind.IN, String.join("", delta.getTarget().getLines()));
            }
        }
        return changes;
    }

    private static void add(List<TextChange> changes, Kind kind, String text) {
        if (text.isEmpty()) {
            return;
        }
        var last = changes.isEmpty() ? null : changes.get(changes.size() - 1);
        if (last != null && last.kind() == kind) {
            changes.set(changes.size() - 1, new TextChange(kind, last.text() + text));
        } else {
            changes.add(new TextChange(kind, text));
        }
    }
}
