package ru.priyomnaya.appeal;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

/** All rules of terms, ended ones too. */
interface TermRules extends Repository<TermRule, UUID> {
    TermRule save(TermRule rule);

    Optional<TermRule> findById(UUID id);

    List<TermRule> findAll();
}
