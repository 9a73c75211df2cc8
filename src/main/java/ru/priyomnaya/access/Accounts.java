package ru.priyomnaya.access;

import java.nio.charset.StandardCharsets;
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
import org.springframework.security.core.session.SessionInformation;
import org.springframework.security.core.session.SessionRegistry;
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
    private static final int SHORTEST_PASSWORD = 8;
    private static final int LONGEST_PASSWORD = 72; // bcrypt ignores what follows

    private final People people;
    private final Organizations organizations;
    private final PasswordEncoder passwords;
    private final ApplicationEventPublisher events;
    private final AdminProperties admin;
    private final SessionRegistry sessions;

    Accounts(
            People people,
            Organizations organizations,
            PasswordEncoder passwords,
            ApplicationEventPublisher events,
            AdminProperties admin,
            SessionRegistry sessions) {
        this.people = people;
        this.organizations = organizations;
        this.passwords = passwords;
        this.events = events;
        this.admin = admin;
        this.sessions = sessions;
    }

    /** The name is taken, the password is unfit, or the card is incomplete; the message is for the administrator. */
    public static class Unacceptable extends IllegalArgumentException {
        Unacceptable(String message) {
            super(message);
        }
    }

    /** @throws Unacceptable when the username is taken or the password is shorter than 8 or longer than 72 bytes */
    @Transactional
    public Person add(String username, String password, PersonCard card) {
        checkPassword(password);
        return addUnchecked(username, password, card);
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

    /** An empty password stays as it was. */
    @Transactional
    public void change(UUID id, PersonCard card, @Nullable String password) {
        var person = people.findById(id).orElseThrow();
        var before = inRussian(person.card().roles());
        person.describe(card);
        if (password != null && !password.isEmpty()) {
            checkPassword(password);
            person.changePassword(hash(password));
            events.publishEvent(new AccessEvent.PasswordChanged(person.username()));
        }
        events.publishEvent(new AccessEvent.PersonChanged(person.username(), before, inRussian(card.roles())));
        endSessions(id);
    }

    /** @throws Unacceptable when the present password does not match or the new one is unfit */
    @Transactional
    public void changeOwnPassword(String present, String wanted) {
        var person = people.findById(CurrentPerson.get().id()).orElseThrow();
        if (!passwords.matches(present, person.passwordHash())) {
            throw new Unacceptable("Нынешний пароль не подошёл");
        }
        checkPassword(wanted);
        person.changePassword(hash(wanted));
        events.publishEvent(new AccessEvent.PasswordChanged(person.username()));
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

    /** Rights live in the session: whoever has lost them signs in anew. */
    private void endSessions(UUID person) {
        sessions.getAllPrincipals().stream()
                .filter(principal ->
                        principal instanceof SignedIn signedIn && signedIn.id().equals(person))
                .flatMap(principal -> sessions.getAllSessions(principal, false).stream())
                .forEach(SessionInformation::expireNow);
    }

    private String hash(String password) {
        return Objects.requireNonNull(passwords.encode(password));
    }

    private static void checkPassword(String password) {
        var length = password.getBytes(StandardCharsets.UTF_8).length;
        if (password.length() < SHORTEST_PASSWORD || length > LONGEST_PASSWORD) {
            throw new Unacceptable("Пароль: не короче 8 знаков и не длиннее 72 байт");
        }
    }

    private static String inRussian(Set<Role> roles) {
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
