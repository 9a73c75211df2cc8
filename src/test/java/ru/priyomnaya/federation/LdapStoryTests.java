package ru.priyomnaya.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static ru.priyomnaya.ScreenClient.location;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.ScreenClient;
import ru.priyomnaya.TestDirectory;
import ru.priyomnaya.access.Accounts;
import ru.priyomnaya.access.PeopleDirectory;
import ru.priyomnaya.access.PersonCard;
import ru.priyomnaya.access.Role;

/** People whom the company's directory knows: they come, change, go; it is down, lies, is asked odd things. */
class LdapStoryTests extends GatewayTest {
    private static final String REGISTRARS = "memberOf: CN=Registrars,OU=Groups,DC=company,DC=ru";
    private static final String EXECUTORS = "memberOf: cn=executors,ou=groups,dc=company,dc=ru";

    @Autowired
    private Accounts accounts;

    private final TestDirectory directory = TestDirectory.running();
    private String uid = "";

    @BeforeEach
    void somebody() {
        uid = "l" + UUID.randomUUID().toString().substring(0, 8);
        directory.person(
                uid, "theirs", "sn: Каталогова", "givenName: Анна", "telephoneNumber: 2-00-01", REGISTRARS, EXECUTORS);
    }

    private Set<String> roles() {
        return Set.copyOf(jdbc.sql("""
                        select r.role from person p join person_role r on r.person_id = p.id where p.username = :uid
                        """).param("uid", uid).query(String.class).list());
    }

    private String signIn(String password) {
        return location(new ScreenClient(port).signIn(uid, password));
    }

    @Test
    void whoeverTheDirectoryKnowsComesWithTheRolesOfTheirGroups() {
        var client = new ScreenClient(port);
        client.signIn(uid.toUpperCase(Locale.ROOT), "theirs");

        assertThat(client.get("/inbox?view=ALL").statusCode()).isEqualTo(200);
        assertThat(client.get("/profile").body()).contains("Каталогова Анна").contains("Каталог (LDAP)");
        assertThat(roles()).containsExactlyInAnyOrder("REGISTRAR", "EXECUTOR");
        assertThat(signIn("wrong")).isEqualTo("/sign-in?error");
        assertThat(signIn("")).isEqualTo("/sign-in?error");

        directory.person(uid, "theirs", "sn: Замужнева", "givenName: Анна", "telephoneNumber: 2-00-01", EXECUTORS);
        assertThat(signIn("theirs")).isEqualTo("/");
        assertThat(roles()).containsExactly("EXECUTOR");
        assertThat(location(client.get("/profile")))
                .as("a session with rights that are gone")
                .startsWith("/sign-in");
        assertThat(jdbc.sql("select last_name from person where username = :uid")
                        .param("uid", uid)
                        .query(String.class)
                        .single())
                .isEqualTo("Замужнева");
        directory.person(uid, "theirs", "sn: Замужнева");
        assertThat(signIn("theirs")).isEqualTo("/sign-in?not-admitted");
    }

    @Test
    void anExecutorWithoutATelephoneIsNoneUntilSomebodyWritesItDown() {
        directory.person(uid, "theirs", "sn: Каталогова", REGISTRARS, EXECUTORS);

        assertThat(signIn("theirs")).isEqualTo("/");

        assertThat(roles()).containsExactly("REGISTRAR");
    }

    @Test
    void theDirectoryMayNotClaimALocalAccountAndAClosedOneStaysClosed() {
        accounts.addUnchecked(
                uid,
                "demo",
                new PersonCard("Местный", null, null, null, null, null, null, Set.of(Role.REGISTRAR), true));
        assertThat(signIn("theirs")).isEqualTo("/sign-in?error");
        assertThat(signIn("demo")).isEqualTo("/");

        uid = uid + "x";
        directory.person(uid, "theirs", "sn: Каталогова", REGISTRARS);
        assertThat(signIn("theirs")).isEqualTo("/");
        jdbc.sql("update person set enabled = false where username = :uid")
                .param("uid", uid)
                .update();
        assertThat(signIn("theirs")).isEqualTo("/sign-in?not-admitted");
    }

    @Test
    void fiveFailuresLockHereTooBeforeTheDirectoryIsAsked() {
        assertThat(signIn("theirs")).isEqualTo("/");
        for (int i = 0; i < 5; i++) {
            signIn("wrong");
        }

        assertThat(signIn("theirs")).isEqualTo("/sign-in?error");
    }

    @Test
    void whileItIsAwayTheSentenceIsClearAndLocalAccountsWork() {
        directory.away(() -> {
            assertThat(signIn("theirs")).isEqualTo("/sign-in?unavailable");
            assertThat(new ScreenClient(port).get("/sign-in?unavailable").body())
                    .contains("каталог сотрудников")
                    .contains("аварийной");
            ScreenClient.signedIn(port, "admin");
        });

        assertThat(signIn("theirs")).isEqualTo("/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "l*", "*)(uid=*", "x)(|(uid=*", "\\2a", "a\0b", "cn=reader,dc=company,dc=ru"})
    void whatIsTypedIsNoFilter(String typed) {
        assertThat(directory(directory.plain(), false, null, null).claims(typed, "theirs"))
                .isEmpty();
    }

    @Test
    void byTlsOnlyWhoseAuthorityIsTrusted() {
        assertThat(directory(directory.plain(), true, directory.authority(), null)
                        .claims(uid, "theirs"))
                .isPresent();
        assertThat(directory(directory.tls(), false, directory.authority(), null)
                        .claims(uid, "theirs"))
                .isPresent();
        assertThatThrownBy(() -> directory(directory.plain(), true, null, null).claims(uid, "theirs"))
                .isInstanceOf(PeopleDirectory.Unreachable.class);
    }

    @Test
    void aWrongPasswordOfOursIsNoWrongPasswordOfTheirs() {
        var wrong = new LdapDirectory(properties(List.of(directory.plain()), false, null, null, "not the reader's"));

        assertThatThrownBy(() -> wrong.claims(uid, "theirs")).isInstanceOf(PeopleDirectory.Unreachable.class);
    }

    @Test
    void theSecondServerIsAskedWhenTheFirstIsAway() {
        var away = "ldap://127.0.0.1:" + freePort();
        var both = new LdapDirectory(properties(List.of(away, directory.plain()), false, null, null, "reader's"));

        assertThat(both.claims(uid, "theirs")).isPresent();
    }

    @Test
    void groupsAreComparedByTheirWholeNameOrByTheirCommonName() {
        var map = RoleMap.of(Map.of(Role.SIGNER, "cn=Signers, ou=Groups,dc=company,dc=ru; Chiefs", Role.IT, ""));

        assertThat(map.rolesOf(List.of("CN=signers,OU=groups, DC=company,DC=ru")))
                .containsExactly(Role.SIGNER);
        assertThat(map.rolesOf(List.of("cn=chiefs,ou=anywhere"))).containsExactly(Role.SIGNER);
        assertThat(map.rolesOf(List.of("cn=signers,ou=elsewhere", ""))).isEmpty();
    }

    private static LdapDirectory directory(
            String url, boolean startTls, @Nullable Path authority, @Nullable String domain) {
        return new LdapDirectory(properties(List.of(url), startTls, authority, domain, "reader's"));
    }

    private static LdapProperties properties(
            List<String> urls, boolean startTls, @Nullable Path authority, @Nullable String domain, String reader) {
        return new LdapProperties(
                urls,
                TestDirectory.BASE,
                "(uid={0})",
                TestDirectory.READER,
                reader,
                domain,
                null,
                "(member={0})",
                Map.of(Role.REGISTRAR, "Registrars"),
                new LdapProperties.Attributes(
                        "entryUUID", "uid", "sn", "givenName", "middleName", "title", "telephoneNumber", "mail"),
                startTls,
                authority,
                Duration.ofSeconds(3),
                Duration.ofSeconds(3));
    }
}
