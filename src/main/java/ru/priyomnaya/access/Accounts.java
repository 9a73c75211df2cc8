package ru.priyomnaya.access;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.annotation.Order;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.organization.Organizations;

/** Adds and changes people; makes the first administrator. */
@Service
@Order(1)
@EnableConfigurationProperties(AdminProperties.class)
public class Accounts implements ApplicationRunner {
    private static final Logger log = LoggerFactory.getLogger(Accounts.class);

    private final People people;
    private final Organizations organizations;
    private final PasswordEncoder passwords;
    private final ApplicationEventPublisher events;
    private final AdminProperties admin;
    private final Sessions sessions;
    private final PasswordRules rules;

    Accounts(
            People people,
            Organizations organizations,
            PasswordEncoder passwords,
            ApplicationEventPublisher events,
            AdminProperties admin,
            Sessions sessions,
            PasswordRules rules) {
        this.people = people;
        this.organizations = organizations;
        this.passwords = passwords;
        this.events = events;
        this.admin = admin;
        this.sessions = sessions;
        this.rules = rules;
    }

    /** Nobody has this id. */
    public static class NoSuchPerson extends RuntimeException {
        public NoSuchPerson() {
            super("Такого сотрудника нет");
        }
    }

    /** The name is taken, the password is unfit, or the card is incomplete; the message is for the administrator. */
    public static class Unacceptable extends IllegalArgumentException {
        Unacceptable(String message) {
            super(message);
        }
    }

    /**
     * The password is for one sign-in: its owner then has to choose another.
     *
     * @throws Unacceptable when the username is taken or the password breaks {@link PasswordRules}
     */
    @PreAuthorize("hasRole('ADMIN')")
    @Transactional
    public Person add(String username, String password, PersonCard card) {
        if (username.isBlank()) {
            throw new Unacceptable("Укажите имя для входа");
        }
        rules.check(username, password);
        var person = addUnchecked(username, password, card);
        person.changePassword(person.passwordHash(), true);
        return person;
    }

    /** For people of the demo, whose passwords are meant to be weak. */
    @Transactional
    public Person addUnchecked(String username, String password, PersonCard card) {
        if (people.existsByUsername(username)) {
            throw new Unacceptable("Имя для входа занято: " + username);
        }
        var person = people.save(new Person(organizations.first().id(), username, hash(password), card));
        events.publishEvent(new AccessEvent.PersonAdded(username, inRussian(card.roles())));
        return person;
    }

    /** An empty password stays as it was; a new one is for one sign-in. All sessions of the person end: rights live in them. */
    @PreAuthorize("hasRole('ADMIN')")
    @Transactional
    public void change(UUID id, PersonCard card, @Nullable String password) {
        var person = people.findById(id).orElseThrow(NoSuchPerson::new);
        var before = inRussian(person.card().roles());
        person.describe(card);
        if (password != null && !password.isEmpty()) {
            requireLocal(person);
            rules.check(person.username(), password);
            person.changePassword(hash(password), true);
            events.publishEvent(new AccessEvent.PasswordChanged(person.username()));
        }
        events.publishEvent(new AccessEvent.PersonChanged(person.username(), before, inRussian(card.roles())));
        sessions.forget(id);
    }

    /**
     * Other sessions of the person end.
     *
     * @throws Unacceptable when the present password does not match or the new one is unfit
     */
    @PreAuthorize("isAuthenticated()")
    @Transactional
    public void changeOwnPassword(String present, String wanted, @Nullable UUID session) {
        var person = people.findById(CurrentPerson.get().id()).orElseThrow();
        requireLocal(person);
        if (!passwords.matches(present, person.passwordHash())) {
            throw new Unacceptable("Нынешний пароль не подошёл");
        }
        if (present.equals(wanted)) {
            throw new Unacceptable("Новый пароль не должен совпадать с нынешним");
        }
        rules.check(person.username(), wanted);
        person.changePassword(hash(wanted), false);
        events.publishEvent(new AccessEvent.PasswordChanged(person.username()));
        sessions.endOthers(person.id(), session);
    }

    /**
     * Names the one account for the day on which no directory answers; the one named before is an ordinary one again.
     *
     * @throws Unacceptable when it is no enabled local administrator
     */
    @PreAuthorize("hasRole('ADMIN')")
    @Transactional
    public void nameBreakGlass(UUID id) {
        var person = people.findById(id).orElseThrow(NoSuchPerson::new);
        if (person.source() != AccountSource.LOCAL
                || !person.card().enabled()
                || !person.card().roles().contains(Role.ADMIN)) {
            throw new Unacceptable(
                    "Аварийным может быть только действующий администратор с паролем, который хранится здесь");
        }
        people.findByBreakGlassTrue().filter(former -> !former.id().equals(id)).ifPresent(this::unname);
        person.nameBreakGlass(true);
        events.publishEvent(new AccessEvent.BreakGlassNamed(person.username(), true));
    }

    @PreAuthorize("hasRole('ADMIN')")
    @Transactional
    public void unnameBreakGlass(UUID id) {
        people.findByBreakGlassTrue().filter(person -> person.id().equals(id)).ifPresent(this::unname);
    }

    private void unname(Person former) {
        former.nameBreakGlass(false);
        people.flush(); // before another has the name: there is one
        events.publishEvent(new AccessEvent.BreakGlassNamed(former.username(), false));
    }

    private static void requireLocal(Person person) {
        if (person.source() != AccountSource.LOCAL) {
            throw new Unacceptable("Пароль этого сотрудника хранится не здесь: его меняют там, где он заведён");
        }
    }

    @Override
    public void run(ApplicationArguments args) {
        if (people.countWith(Role.ADMIN) > 0) {
            return;
        }
        var given = admin.password();
        var password = given == null ? randomPassword() : given;
        addUnchecked(
                admin.username(),
                password,
                new PersonCard("Администратор", null, null, null, null, null, null, Set.of(Role.ADMIN), true));
        if (given == null) {
            // The one place where it is ever shown; the log line names only the account.
            System.out.printf(
                    "%n  Первый вход: имя %s, пароль %s — смените его на странице «Профиль»%n%n",
                    admin.username(), password);
        }
        log.info("Создан первый администратор: {}", admin.username());
    }

    private String hash(String password) {
        return Objects.requireNonNull(passwords.encode(password));
    }

    static String inRussian(Set<Role> roles) {
        return roles.stream()
                .sorted(Comparator.naturalOrder())
                .map(Role::inRussian)
                .collect(Collectors.joining(", "));
    }

    private static String randomPassword() {
        var bytes = new byte[12];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
