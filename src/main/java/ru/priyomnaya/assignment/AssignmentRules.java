package ru.priyomnaya.assignment;

import java.util.List;
import java.util.UUID;
import org.springframework.data.repository.Repository;

/** All rules. */
public interface AssignmentRules extends Repository<AssignmentRule, UUID> {
    AssignmentRule save(AssignmentRule rule);

    List<AssignmentRule> findAllByOrderByPosition();

    void deleteById(UUID id);
}
