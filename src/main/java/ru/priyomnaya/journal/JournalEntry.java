package ru.priyomnaya.journal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** One line of the journal; the database refuses to delete it, and to change it but for {@link JournalErasure}. */
@Entity
@Immutable
@Table(name = "journal_entry")
@SuppressWarnings("UnusedVariable") // read by SQL alone
class JournalEntry {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "journal_entry_seq")
    @SequenceGenerator(name = "journal_entry_seq", sequenceName = "journal_entry_seq", allocationSize = 100)
    private @Nullable Long id;

    @Column(nullable = false)
    private Instant at;

    @Column(nullable = false)
    private String actor;

    @Enumerated(EnumType.STRING)
    private AuditEvent event;

    private @Nullable UUID appealId;

    @Column(nullable = false)
    private String details;

    private @Nullable String salt;

    private @Nullable String digest;

    protected JournalEntry() {}

    long id() {
        return Objects.requireNonNull(id, "not written yet");
    }

    JournalEntry(Instant at, String actor, AuditEvent event, @Nullable UUID appealId, String details) {
        this.at = at;
        this.actor = actor;
        this.event = event;
        this.appealId = appealId;
        this.details = details;
        salt = JournalHash.salt();
        digest = JournalHash.digest(salt, details);
    }
}
