package ru.priyomnaya.access;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.organization.Organizations;

/** People whom a directory or a provider vouches for: their rows follow what it says, at each sign-in. */
@Service
public class ForeignPeople {
    private static final Logger log = LoggerFactory.getLogger(ForeignPeople.class);
    private static final int LONGEST = 200;

    private final People people;
    private final Organizations organizations;
    private final ApplicationEventPublisher events;
    private final SignIn signIn;
    private final Sessions sessions;

    ForeignPeople(
            People people,
            Organizations organizations,
            ApplicationEventPublisher events,
            SignIn signIn,
            Sessions sessions) {
        this.people = people;
        this.organizations = organizations;
        this.events = events;
        this.signIn = signIn;
        this.sessions = sessions;
    }

    /**
     * What it says of a person.
     *
     * @param externalId theirs for ever, unlike a name
     */
    public record Claims(
            AccountSource source,
            String externalId,
            String username,
            String lastName,
            @Nullable String firstName,
            @Nullable String middleName,
            @Nullable String position,
            @Nullable String phone,
            @Nullable String email,
            Set<Role> roles) {}

    /** Vouched for, but not for us. The message is for the person. */
    public static class NotAdmitted extends AuthenticationException {
        NotAdmitted(String message) {
            super(message);
        }
    }

    /** Whether the name belongs to an account whose password is kept here: no directory may claim it. */
    public boolean isLocal(String username) {
        return signIn.find(username)
                .filter(person -> person.source() == AccountSource.LOCAL)
                .isPresent();
    }

    /** Whether the account is closed for a while after failures. */
    public boolean isLocked(String username) {
        return signIn.find(username)
                .filter(person -> !person.isAccountNonLocked())
                .isPresent();
    }

    /**
     * The person's row, made or brought up to date.
     *
     * @throws NotAdmitted when no group or claim gives a role, the name is taken, or an administrator has closed the account
     */
    @Transactional(noRollbackFor = NotAdmitted.class)
    public SignedIn arrived(Claims claims) {
        if (claims.externalId().isBlank() || claims.username().isBlank()) {
            throw refused(claims, "Каталог не назвал имя для входа");
        }
        var known = people.findBySourceAndExternalId(claims.source(), claims.externalId());
        if (claims.roles().isEmpty()) {
            known.ifPresent(person -> sessions.forget(person.id()));
            throw refused(claims, "Ваши группы не дают прав в приёмной. Обратитесь к администратору");
        }
        var username = cut(claims.username().strip().toLowerCase(Locale.ROOT));
        if (known.isEmpty() && people.existsByUsername(username)) {
            throw refused(claims, "Имя для входа занято другой учётной записью. Обратитесь к администратору");
        }
        var person = known.orElseGet(() -> create(claims, username));
        if (!person.card().enabled()) {
            throw refused(claims, "Учётная запись закрыта. Обратитесь к администратору");
        }
        var before = Accounts.inRussian(person.card().roles());
        person.describe(card(claims, person.card()));
        var after = Accounts.inRussian(person.card().roles());
        if (known.isPresent() && !before.equals(after)) {
            events.publishEvent(new AccessEvent.PersonChanged(person.username(), before, after));
            sessions.forget(person.id());
        }
        people.flush();
        return signIn.byId(person.id());
    }

    private Person create(Claims claims, String username) {
        var nobody = new PersonCard(claims.lastName(), null, null, null, null, null, null, Set.of(), true);
        var person = people.save(Person.foreign(
                organizations.first().id(), username, claims.source(), claims.externalId(), card(claims, nobody)));
        events.publishEvent(new AccessEvent.PersonArrived(
                username,
                claims.source().name(),
                Accounts.inRussian(person.card().roles())));
        return person;
    }

    /** What the directory does not know stays as an administrator has written it. */
    private static PersonCard card(Claims claims, PersonCard kept) {
        var roles = EnumSet.noneOf(Role.class);
        roles.addAll(claims.roles());
        var card = new PersonCard(
                claims.lastName().isBlank() ? claims.username() : cut(claims.lastName()),
                or(claims.firstName(), kept.firstName()),
                or(claims.middleName(), kept.middleName()),
                or(claims.position(), kept.position()),
                or(claims.phone(), kept.phone()),
                or(claims.email(), kept.email()),
                kept.departmentId(),
                roles,
                kept.enabled());
        if (roles.contains(Role.EXECUTOR) && !card.isFitForLetters()) {
            log.warn(
                    "Роль исполнителя не дана: в каталоге нет имени или телефона, их можно вписать в карточку сотрудника");
            roles.remove(Role.EXECUTOR);
            return new PersonCard(
                    card.lastName(),
                    card.firstName(),
                    card.middleName(),
                    card.position(),
                    card.phone(),
                    card.email(),
                    card.departmentId(),
                    Set.copyOf(roles),
                    card.enabled());
        }
        return card;
    }

    private NotAdmitted refused(Claims claims, String reason) {
        events.publishEvent(new AccessEvent.SignInNotAdmitted(claims.source().name(), reason));
        return new NotAdmitted(reason);
    }

    private static @Nullable String or(@Nullable String said, @Nullable String kept) {
        return said == null || said.isBlank() ? kept : cut(said);
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST));
    }
}
