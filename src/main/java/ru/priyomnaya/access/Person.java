package ru.priyomnaya.access;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A member of staff: the account and what a letter says of its executor (S7). */
@Entity
@Table(name = "person")
public class Person {
    @Id
    private UUID id;

    @Version
    private @Nullable Long version;

    @Column(nullable = false)
    private UUID organizationId;

    @Column(nullable = false, unique = true)
    private String username;

    @Column(nullable = false)
    private String passwordHash;

    @Column(nullable = false)
    private String lastName;

    private @Nullable String firstName;

    private @Nullable String middleName;

    private @Nullable String position;

    private @Nullable String phone;

    private @Nullable String email;

    private @Nullable UUID departmentId;

    @Column(nullable = false)
    private boolean enabled = true;

    @Column(nullable = false)
    @Enumerated(EnumType.STRING)
    private AccountSource source = AccountSource.LOCAL;

    private @Nullable String externalId;

    @Column(nullable = false)
    private boolean mustChangePassword;

    @Column(nullable = false)
    private boolean breakGlass;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "person_role", joinColumns = @JoinColumn(name = "person_id"))
    @Column(name = "role")
    @Enumerated(EnumType.STRING)
    private Set<Role> roles = EnumSet.noneOf(Role.class);

    protected Person() {}

    /** @throws IncompleteExecutor see {@link #describe} */
    public Person(UUID organizationId, String username, String passwordHash, PersonCard card) {
        this.id = UUID.randomUUID();
        this.organizationId = organizationId;
        this.username = username;
        this.passwordHash = passwordHash;
        describe(card);
    }

    /**
     * Replaces everything but the account itself.
     *
     * @throws IncompleteExecutor when an executor has no surname, first name or telephone: the letter must name them (S7)
     */
    public final void describe(PersonCard card) {
        if (card.roles().contains(Role.EXECUTOR) && !card.isFitForLetters()) {
            throw new IncompleteExecutor();
        }
        lastName = card.lastName();
        firstName = card.firstName();
        middleName = card.middleName();
        position = card.position();
        phone = card.phone();
        email = card.email();
        departmentId = card.departmentId();
        enabled = card.enabled();
        roles = card.roles().isEmpty() ? EnumSet.noneOf(Role.class) : EnumSet.copyOf(card.roles());
    }

    /** Known to a directory or a provider, which alone may let them in. */
    static Person foreign(
            UUID organizationId, String username, AccountSource source, String externalId, PersonCard card) {
        var person = new Person(organizationId, username, "", card);
        person.source = source;
        person.externalId = externalId;
        return person;
    }

    /** @param mustChange when somebody else has chosen it */
    void changePassword(String hash, boolean mustChange) {
        passwordHash = hash;
        mustChangePassword = mustChange;
    }

    void nameBreakGlass(boolean named) {
        breakGlass = named;
    }

    public AccountSource source() {
        return source;
    }

    /** What the directory or the provider calls them for ever; null for a local account. */
    @Nullable
    String externalId() {
        return externalId;
    }

    /** The account for the day on which no directory answers. */
    public boolean isBreakGlass() {
        return breakGlass;
    }

    public UUID id() {
        return id;
    }

    public String username() {
        return username;
    }

    String passwordHash() {
        return passwordHash;
    }

    public PersonCard card() {
        return new PersonCard(
                lastName, firstName, middleName, position, phone, email, departmentId, Set.copyOf(roles), enabled);
    }

    /** «Иванова А. П.» */
    public String shortName() {
        return lastName + initial(firstName) + initial(middleName);
    }

    /** «А. П. Иванова», as under a letter. */
    public String signatureName() {
        return (initial(firstName) + initial(middleName) + " " + lastName).strip();
    }

    /** «Иванова Анна Петровна». */
    public String fullName() {
        return Stream.of(lastName, firstName, middleName)
                .filter(name -> name != null && !name.isBlank())
                .collect(Collectors.joining(" "));
    }

    private static String initial(@Nullable String name) {
        return name == null || name.isBlank() ? "" : " " + name.charAt(0) + ".";
    }

    /** An executor's card lacks what the «отметка об исполнителе» needs. */
    public static class IncompleteExecutor extends IllegalArgumentException {
        IncompleteExecutor() {
            super("Исполнителю нужны фамилия, имя и телефон: они стоят на письме (отметка об исполнителе)");
        }
    }
}
