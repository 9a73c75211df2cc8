package ru.priyomnaya.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static ru.priyomnaya.ScreenClient.location;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import ru.priyomnaya.Api;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.ScreenClient;
import ru.priyomnaya.concern.ConcernKind;

/** Accounts of our own: passwords, sessions, tokens, the account for emergencies; all of it over HTTP. */
class SignInStoryTests extends GatewayTest {
    private static final Pattern TOKEN = Pattern.compile("prm_[\\w-]+");
    private static final String GOOD = "кувшин прилип к облаку";

    @Autowired
    private Accounts accounts;

    @Autowired
    private BreakGlassWatched breakGlass;

    private String me = "";

    @BeforeEach
    void somebody() {
        me = person(Role.REGISTRAR, Role.AUDITOR);
    }

    private String person(Role... roles) {
        var name = "u" + UUID.randomUUID().toString().substring(0, 8);
        accounts.addUnchecked(
                name,
                "demo",
                new PersonCard("Входова", "Анна", null, null, "2-00-00", null, null, Set.of(roles), true));
        return name;
    }

    private UUID id(String username) {
        return jdbc.sql("select id from person where username = :name")
                .param("name", username)
                .query(UUID.class)
                .single();
    }

    private List<String> journal(String event, String about) {
        return jdbc.sql("select details from journal_entry where event = :event and details like :about order by id")
                .param("event", event)
                .param("about", "%" + about + "%")
                .query(String.class)
                .list();
    }

    private ScreenClient in() {
        return ScreenClient.signedIn(port, me);
    }

    @Test
    void aPasswordThatAnAdministratorChoseIsForOneSignIn() {
        var admin = ScreenClient.signedIn(port, "admin");
        var card = new HashMap<>(Map.of("lastName", "Новикова", "roles", "REGISTRAR", "enabled", "true"));
        var name = "n" + UUID.randomUUID().toString().substring(0, 8);
        card.put("username", name);
        card.put("password", "qwerty123456");
        assertThat(admin.post("/console/people/new", card).body()).contains("подбирают первым");
        card.put("password", GOOD);
        assertThat(location(admin.post("/console/people/new", card))).isEqualTo("/console/people");

        var fresh = new ScreenClient(port);
        fresh.signIn(name, GOOD);
        assertThat(location(fresh.get("/inbox"))).isEqualTo("/profile");
        assertThat(fresh.send("GET", "/inbox", "", "HX-Request", "true").statusCode())
                .isEqualTo(401);
        assertThat(fresh.get("/profile").body()).contains("Пароль вам дал администратор");
        assertThat(fresh.get("/profile/second-factor").statusCode()).isEqualTo(200);
        assertThat(basic(name, GOOD, "/api/v1/appeals")).isEqualTo(401);
        fresh.post("/profile/password", Map.of("present", GOOD, "wanted", GOOD));
        assertThat(fresh.get("/profile").body()).contains("не должен совпадать");
        fresh.post("/profile/password", Map.of("present", GOOD, "wanted", "облако над кувшином"));

        assertThat(fresh.get("/inbox?view=ALL").statusCode()).isEqualTo(200);
        assertThat(basic(name, "облако над кувшином", "/api/v1/appeals")).isEqualTo(200);
        assertThat(journal("PASSWORD_CHANGED", name)).hasSize(1);
    }

    private int basic(String name, String password, String path) {
        var login = Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
        return new ScreenClient(port)
                .send("GET", path, "", "Authorization", "Basic " + login)
                .statusCode();
    }

    @Test
    void aCheapHashIsMadeAnewWhenItsOwnerSignsIn() {
        jdbc.sql("update person set password_hash = :hash where username = :me")
                .param("hash", new BCryptPasswordEncoder(4).encode("demo"))
                .param("me", me)
                .update();

        in();

        assertThat(jdbc.sql("select password_hash from person where username = :me")
                        .param("me", me)
                        .query(String.class)
                        .single())
                .startsWith("$2a$05$");
        in();
    }

    @Test
    void whatWasTypedIntoTheNameIsNotWrittenDown() {
        var visitor = new ScreenClient(port);
        var typed = "secret" + UUID.randomUUID();
        assertThat(location(visitor.signIn(typed, "x"))).isEqualTo("/sign-in?error");
        assertThat(location(visitor.signIn(me, "wrong"))).isEqualTo("/sign-in?error");

        assertThat(journal("%", typed)).isEmpty();
        assertThat(jdbc.sql("select count(*) from journal_entry where details like :typed")
                        .param("typed", "%" + typed + "%")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("select count(*) from journal_entry where event = 'UNKNOWN_SIGN_IN_FAILED'")
                        .query(Integer.class)
                        .single())
                .isPositive();
        assertThat(journal("SIGN_IN_FAILED", me)).singleElement().asString().contains("127.0.0.1");
    }

    @Test
    void aSessionIsFreshAfterSignInAndEndsWhereItsOwnerSaysSo() {
        var visitor = new ScreenClient(port);
        visitor.get("/sign-in");
        var before = visitor.cookies().stream().map(Object::toString).toList();
        visitor.signIn(me, "demo");
        assertThat(visitor.cookies().stream().map(Object::toString)).isNotEqualTo(before);

        var other = in();
        var third = in();
        var page = visitor.get("/profile").body();
        assertThat(page).contains("Где я вошёл").contains("этот сеанс").contains("127.0.0.1");
        var one = Pattern.compile("/profile/sessions/([0-9a-f-]{36})/end").matcher(page);
        assertThat(one.find()).isTrue();
        visitor.post("/profile/sessions/" + one.group(1) + "/end", Map.of());
        assertThat(List.of(location(other.get("/profile")), location(third.get("/profile"))))
                .containsExactlyInAnyOrder("", "/sign-in?ended");
        visitor.post("/profile/sessions/end-others", Map.of());

        assertThat(location(other.get("/profile"))).startsWith("/sign-in");
        assertThat(location(third.get("/profile"))).startsWith("/sign-in");
        assertThat(visitor.get("/profile").statusCode()).isEqualTo(200);
        assertThat(journal("SESSIONS_ENDED", me)).hasSize(2);
    }

    @Test
    void anAdministratorEndsAllSessionsOfAPerson() {
        var theirs = in();
        var admin = ScreenClient.signedIn(port, "admin");
        assertThat(admin.get("/console/people/" + id(me) + "/account").body()).contains("127.0.0.1");
        admin.post("/console/people/" + id(me) + "/account/end-sessions", Map.of());

        assertThat(location(theirs.get("/profile"))).isEqualTo("/sign-in?ended");
    }

    @Test
    void aSessionEndsWhenItIsOldOrAnotherGatewayHasEndedIt() {
        var old = in();
        jdbc.sql("update access_session set began_at = now() - interval '13 hours' where person_id = :me")
                .param("me", id(me))
                .update();
        var ended = in(); // and the row of the other is swept with it
        jdbc.sql("delete from access_session where person_id = :me")
                .param("me", id(me))
                .update();

        await().atMost(Duration.ofSeconds(15))
                .until(() -> location(old.get("/profile")).startsWith("/sign-in")
                        && location(ended.get("/profile")).startsWith("/sign-in"));
    }

    private String token(ScreenClient client, Map<String, String> wish) {
        client.post("/profile/tokens", wish);
        var found = TOKEN.matcher(client.get("/profile").body());
        assertThat(found.find()).isTrue();
        return found.group();
    }

    @Test
    void aTokenGivesWhatItsOwnerChoseUntilItsDayAndNoLonger() {
        var client = in();
        var reading = token(client, Map.of("name", "читает", "scope", "READ", "days", "30"));
        var auditing = token(client, Map.of("name", "ревизор", "scope", "FULL", "roles", "AUDITOR"));
        var full = token(client, Map.of("name", "всё"));
        var api = api();
        assertThat(api.bearer(reading, "GET", "/api/v1/appeals", null).status()).isEqualTo(200);
        assertThat(api.bearer(reading, "POST", "/api/v1/notifications/read", null)
                        .is(403)
                        .json()
                        .path("detail")
                        .asString())
                .contains("только для чтения");
        assertThat(api.bearer(full, "POST", "/api/v1/notifications/read", null).status())
                .isEqualTo(204);
        assertThat(byHand(api, full)).isEqualTo(400);
        assertThat(byHand(api, auditing)).isEqualTo(403);

        jdbc.sql("update api_token set expires_at = now() - interval '1 minute' where name = 'всё' and person_id = :me")
                .param("me", id(me))
                .update();
        assertThat(api.bearer(full, "GET", "/api/v1/appeals", null).status()).isEqualTo(401);
        jdbc.sql("delete from person_role where person_id = :me and role = 'AUDITOR'")
                .param("me", id(me))
                .update();
        assertThat(api.bearer(auditing, "GET", "/api/v1/appeals", null).status())
                .isEqualTo(403);
        assertThat(jdbc.sql("select count(*) from api_token where token_hash like 'prm%'")
                        .query(Integer.class)
                        .single())
                .isZero();
        client.post("/profile/tokens", Map.of("name", "чужое", "roles", "ADMIN"));
        assertThat(client.get("/profile").body()).contains("только те роли");
        client.post("/profile/tokens", Map.of("name", "вечный", "days", "9999"));
        assertThat(client.get("/profile").body()).contains("Срок токена");
        assertThat(journal("TOKEN_ISSUED", me)).hasSize(3);
    }

    private static int byHand(Api api, String token) {
        return api.bearer(token, "POST", "/api/v1/appeals", Map.of()).status();
    }

    @Test
    void anAddressThatOnlyGuessesIsSoonNotListenedTo() {
        var limit = new FailureLimit(new AccessProperties(
                12,
                3,
                AccessProperties.LocalSignIn.ALL,
                new AccessProperties.Passwords(12, true),
                new AccessProperties.Sessions(Duration.ofHours(2), Duration.ofHours(12), 5),
                new AccessProperties.Tokens(Duration.ofDays(365), Duration.ofDays(730), Duration.ofDays(14)),
                Set.of()));
        for (int i = 0; i < 3; i++) {
            assertThat(limit.isReached("10.0.0.1")).isFalse();
            limit.failed("10.0.0.1");
        }

        assertThat(limit.isReached("10.0.0.1")).isTrue();
        assertThat(limit.isReached("10.0.0.2")).isFalse();
    }

    @Test
    void theAccountForEmergenciesIsOneAndItsUseIsAnAlarm() {
        var chief = person(Role.ADMIN);
        var admin = ScreenClient.signedIn(port, "admin");
        admin.post("/console/people/" + id(me) + "/account/break-glass", Map.of());
        assertThat(admin.get("/console/people/" + id(me) + "/account").body()).contains("Аварийным может быть только");
        admin.post("/console/people/" + id(chief) + "/account/break-glass", Map.of());
        assertThat(breakGlass.concerns()).isEmpty();

        var first = ScreenClient.signedIn(port, chief);

        assertThat(first.get("/console/people").statusCode()).isEqualTo(200);
        assertThat(breakGlass.concerns())
                .singleElement()
                .satisfies(concern -> assertThat(concern.kind()).isEqualTo(ConcernKind.BREAK_GLASS));
        assertThat(journal("BREAK_GLASS_USED", chief)).hasSize(1);
        admin.post("/console/people/" + id(chief) + "/account/break-glass/end", Map.of());
        jdbc.sql("update person set break_glass_used_at = null where username = :chief")
                .param("chief", chief)
                .update();
        assertThat(journal("BREAK_GLASS_NAMED", chief)).hasSize(2);
    }
}
