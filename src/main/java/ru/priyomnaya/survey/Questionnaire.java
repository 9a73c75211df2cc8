package ru.priyomnaya.survey;

import java.util.List;
import java.util.Optional;

/**
 * The questions of one edition; they never change, so that old answers keep their meaning.
 *
 * @param questions in order; none: the survey is off
 */
public record Questionnaire(int edition, List<Question> questions) {
    public Questionnaire {
        questions = List.copyOf(questions);
    }

    /** @param position from 1 */
    public record Question(int position, Kind kind, String text) {}

    /** How a question is answered. */
    public enum Kind {
        /** 1 to 5. */
        MARK,
        /** In the citizen's own words; one question at most. */
        WORDS
    }

    public boolean isOff() {
        return questions.isEmpty();
    }

    public List<Question> marks() {
        return questions.stream()
                .filter(question -> question.kind() == Kind.MARK)
                .toList();
    }

    public Optional<Question> words() {
        return questions.stream()
                .filter(question -> question.kind() == Kind.WORDS)
                .findFirst();
    }
}
