package ru.priyomnaya.access;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All members of staff, former ones included. */
public interface People extends Repository<Person, UUID> {
    Person save(Person person);

    Optional<Person> findById(UUID id);

    Optional<Person> findByUsername(String username);

    Optional<Person> findByBreakGlassTrue();

    void flush();

    Optional<Person> findBySourceAndExternalId(AccountSource source, String externalId);

    List<Person> findAllById(Iterable<UUID> ids);

    List<Person> findAllByOrderByLastNameAscFirstNameAsc();

    boolean existsByUsername(String username);

    long count();

    /** Disabled ones included. */
    @Query("select count(p) from Person p join p.roles r where r = :role")
    long countWith(Role role);

    /** Enabled people who hold one of the roles, by name. */
    @Query(
            "select distinct p from Person p join p.roles r where p.enabled = true and r in :roles order by p.lastName, p.id")
    List<Person> withAnyOf(Collection<Role> roles);
}
