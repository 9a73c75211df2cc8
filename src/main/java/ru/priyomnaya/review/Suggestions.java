package ru.priyomnaya.review;

import java.util.ArrayList;
import java.util.List;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import ru.priyomnaya.appeal.Appeal;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.appeal.Ground;

/** Grounds that a person may want to check. The program never decides. */
@Service
public class Suggestions {
    /** Below this share of readable words the text is suggested as unreadable. */
    static final double READABLE = 0.65;

    private final Dictionary dictionary;
    private final ReviewIndex index;

    Suggestions(Dictionary dictionary, ReviewIndex index) {
        this.dictionary = dictionary;
        this.index = index;
    }

    /**
     * @param why in Russian, what was noticed
     * @param earlier number of the answered appeal, or an empty string
     */
    public record Suggestion(Ground ground, String why, String earlier) {}

    /** @param others what {@link Repeats} found */
    @PreAuthorize("isAuthenticated()")
    public List<Suggestion> of(Appeal appeal, List<Repeats.Other> others) {
        var found = new ArrayList<Suggestion>();
        var words = appeal.subject() + "\n" + appeal.text();
        dictionary
                .words()
                .find(words)
                .ifPresent(pattern ->
                        found.add(new Suggestion(Ground.OBSCENE, "Похоже на слово из словаря: " + pattern, "")));
        var readable = Readability.of(appeal.text());
        if (readable < READABLE) {
            found.add(
                    new Suggestion(Ground.UNREADABLE, "Читаемых слов %d %%".formatted(Math.round(readable * 100)), ""));
        }
        var reachable = index.applicant(appeal).isReachable();
        if (!reachable && appeal.origin().channel() != Channel.GIS) {
            found.add(new Suggestion(Ground.ANONYMOUS, "Нет ни почты, ни телефона, ни адреса, ни лицевого счёта", ""));
        }
        others.stream()
                .filter(other -> other.same() && other.sameApplicant() && other.earlier() && other.isAnswered())
                .findFirst()
                .ifPresent(other -> found.add(new Suggestion(
                        Ground.ANSWERED_BEFORE,
                        "Ответ дан на обращение № %s, текст совпадает на %d %%"
                                .formatted(other.number(), other.likeness()),
                        other.number())));
        return found;
    }
}
