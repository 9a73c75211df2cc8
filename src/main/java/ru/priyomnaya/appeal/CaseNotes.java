package ru.priyomnaya.appeal;

import java.util.List;
import java.util.UUID;
import org.springframework.data.repository.Repository;

/** Further letters in open cases. */
public interface CaseNotes extends Repository<CaseNote, UUID> {
    CaseNote save(CaseNote note);

    List<CaseNote> findByAppealIdOrderByReceivedAt(UUID appealId);
}
