package ru.priyomnaya.appeal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A file of an appeal. */
@Entity
@Table(name = "attachment")
public class Attachment {
    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "appeal_id", nullable = false)
    @SuppressWarnings("UnusedVariable") // the owning side of the relation: Hibernate reads it
    private Appeal appeal;

    private @Nullable UUID noteId;

    @Column(nullable = false)
    private int position;

    @Column(nullable = false)
    private String name;

    @Column(nullable = false)
    private String mediaType;

    @Column(nullable = false)
    private long size;

    @Column(nullable = false)
    private String sha256;

    @Column(nullable = false)
    private boolean inline;

    protected Attachment() {}

    Attachment(Appeal appeal, @Nullable UUID noteId, int position, NewAttachment file) {
        this.id = Ids.next();
        this.appeal = appeal;
        this.noteId = noteId;
        this.position = position;
        this.name = file.name();
        this.mediaType = file.mediaType();
        this.size = file.document().size();
        this.sha256 = file.document().sha256();
        this.inline = file.inline();
    }

    public UUID id() {
        return id;
    }

    /** The letter in the case that it came with, or null when it came with the appeal itself. */
    public @Nullable UUID noteId() {
        return noteId;
    }

    public String name() {
        return name;
    }

    public String mediaType() {
        return mediaType;
    }

    public long size() {
        return size;
    }

    public String sha256() {
        return sha256;
    }

    public boolean isInline() {
        return inline;
    }
}
