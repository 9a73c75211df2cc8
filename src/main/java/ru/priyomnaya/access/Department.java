package ru.priyomnaya.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A department [отдел]; its people share the appeals that a rule gives it. */
@Entity
@Table(name = "department")
public class Department {
    @Id
    private UUID id;

    @Column(nullable = false)
    private UUID organizationId;

    @Column(nullable = false)
    private String name;

    private @Nullable UUID headId;

    protected Department() {}

    public Department(UUID organizationId, String name) {
        this.id = UUID.randomUUID();
        this.organizationId = organizationId;
        this.name = name;
    }

    public UUID id() {
        return id;
    }

    public String name() {
        return name;
    }

    /** Who is told when something of the department is late. */
    public @Nullable UUID headId() {
        return headId;
    }

    public void change(String name, @Nullable UUID head) {
        this.name = name;
        this.headId = head;
    }
}
