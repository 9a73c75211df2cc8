package ru.priyomnaya.answer;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

/** All answers. */
public interface Answers extends Repository<Answer, UUID> {
    Answer save(Answer answer);

    Answer saveAndFlush(Answer answer);

    Optional<Answer> findById(UUID id);

    Optional<Answer> findByCode(String code);

    List<Answer> findByAppealIdOrderByCreatedAt(UUID appealId);

    /** @throws NoSuchAnswer when there is none */
    default Answer get(UUID id) {
        return findById(id).orElseThrow(() -> new NoSuchAnswer(id));
    }

    /** No answer has this id; the API answers 404. */
    class NoSuchAnswer extends RuntimeException {
        NoSuchAnswer(UUID id) {
            super("Нет ответа " + id);
        }
    }
}
