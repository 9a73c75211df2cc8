package ru.priyomnaya.appeal;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

/** All topics. */
interface Topics extends Repository<Topic, UUID> {
    Topic save(Topic topic);

    Optional<Topic> findById(UUID id);

    List<Topic> findAllByOrderByName();
}
