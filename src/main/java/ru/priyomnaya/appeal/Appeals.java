package ru.priyomnaya.appeal;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The register. */
public interface Appeals extends Repository<Appeal, UUID> {
    Appeal save(Appeal appeal);

    Optional<Appeal> findById(UUID id);

    /** Finds by the text of the number, as the applicant quotes it. */
    Optional<Appeal> findByNumberText(String number);

    /** By the other side's own key; of the desk's channels there is one at most. */
    Optional<Appeal> findByOriginChannelAndOriginExternalId(Channel channel, String externalId);

    boolean existsById(UUID id);

    /** In all appeals of a channel. */
    @Modifying
    @Query("update Appeal a set a.topic = :after where a.origin.channel = :channel and a.topic = :before")
    void renameTopic(Channel channel, String before, String after);

    /** @throws NoSuchAppeal when there is none */
    default Appeal get(UUID id) {
        return findById(id).orElseThrow(() -> new NoSuchAppeal(id));
    }

    /** No appeal has this id; the API answers 404. */
    class NoSuchAppeal extends RuntimeException {
        public NoSuchAppeal(String number) {
            super("Нет обращения № " + number);
        }

        NoSuchAppeal(UUID id) {
            super("Нет обращения " + id);
        }
    }
}
