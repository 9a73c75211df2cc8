package ru.priyomnaya.appeal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A further letter of the applicant in a case that is still open. */
@Entity
@Table(name = "case_note")
public class CaseNote {
    @Id
    private UUID id;

    @Column(nullable = false)
    private UUID appealId;

    @Column(nullable = false)
    private Instant receivedAt;

    private @Nullable String sender;

    @Column(nullable = false)
    private String subject;

    @Column(nullable = false)
    private String text;

    protected CaseNote() {}

    CaseNote(UUID appealId, IncomingAppeal letter) {
        this.id = Ids.next();
        this.appealId = appealId;
        this.receivedAt = letter.receivedAt();
        this.sender = letter.applicant().email();
        this.subject = letter.subject();
        this.text = letter.text();
    }

    public UUID id() {
        return id;
    }

    public Instant receivedAt() {
        return receivedAt;
    }

    public @Nullable String sender() {
        return sender;
    }

    public String subject() {
        return subject;
    }

    public String text() {
        return text;
    }
}
