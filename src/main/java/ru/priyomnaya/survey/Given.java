package ru.priyomnaya.survey;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What somebody answered.
 *
 * @param marks 1 to 5 by position of the question; questions may be left out
 * @param words cut after 2 000 characters
 */
public record Given(Map<Integer, Integer> marks, @Nullable String words) {
    private static final int LONGEST = 2000;
    private static final int BEST = 5;
    private static final String FIELD = "q";

    public Given {
        marks = new TreeMap<>(marks);
        var said = words == null || words.isBlank() ? null : words.strip().replace('\0', ' ');
        words = said == null || said.length() <= LONGEST ? said : said.substring(0, LONGEST);
    }

    /** From the fields of a form, «q1» to «q10» and «words»; what is none of them, or no mark, is left out. */
    public static Given of(Map<String, String> fields) {
        return new Given(
                fields.entrySet().stream()
                        .filter(field -> field.getKey().matches(FIELD + "\\d{1,2}")
                                && field.getValue().matches("[1-" + BEST + "]"))
                        .collect(Collectors.toMap(
                                field -> Integer.valueOf(field.getKey().substring(FIELD.length())),
                                field -> Integer.valueOf(field.getValue()))),
                fields.get("words"));
    }

    /** @throws IllegalArgumentException for a mark that is none */
    static Given checked(Map<Integer, Integer> marks, @Nullable String words) {
        if (marks.values().stream().anyMatch(mark -> mark < 1 || mark > BEST)) {
            throw new IllegalArgumentException("Оценка — от 1 до 5");
        }
        return new Given(marks, words);
    }

    boolean isEmpty() {
        return marks.isEmpty() && words == null;
    }

    @Nullable
    Integer lowest() {
        return marks.values().stream().min(Integer::compare).orElse(null);
    }

    /** Only what the questionnaire asks. */
    Given fitting(Questionnaire questionnaire) {
        var asked = questionnaire.marks().stream()
                .map(Questionnaire.Question::position)
                .collect(Collectors.toSet());
        var fitting = new TreeMap<>(marks);
        fitting.keySet().retainAll(asked);
        return new Given(fitting, questionnaire.words().isPresent() ? words : null);
    }
}
