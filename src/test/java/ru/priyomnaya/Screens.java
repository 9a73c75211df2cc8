package ru.priyomnaya;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every screen that has an address of its own, and whom it is for. Whoever adds one adds it here: {@code EveryScreenTests} counts. */
public final class Screens {
    private Screens() {}

    /**
     * @param person who looks; null for a visitor
     * @param path {@code {appeal}} is the id of an appeal, {@code {edition}} of a disclosure of {@code {year}}, {@code {erasure}} of a proposal to destroy its data, {@code {person}} of somebody, {@code {message}} of a message
     */
    public record Screen(@Nullable String person, String path) {
        /** The address, with {@link Screens#ids}. */
        public String at(Map<String, String> ids) {
            var address = path;
            for (var id : ids.entrySet()) {
                address = address.replace("{" + id.getKey() + "}", id.getValue());
            }
            return address;
        }

        /** For a file name. */
        public String name() {
            return "screen"
                    + path.replaceAll("\\?.*", "").replaceAll("[^A-Za-z]+", "-").replaceAll("-$", "");
        }

        @Override
        public String toString() {
            return path;
        }
    }

    /** An appeal with an answer on approval, a member of staff, a message. */
    public static Map<String, String> ids(Api api, JdbcClient jdbc) {
        var office = new Office(api);
        var appeal = office.appeal("Не приходят квитанции за электричество");
        var answer = office.draft(appeal, "Квитанции отправлены повторно.");
        api.post("executor", answer + "/submit", Map.of()).is(200);
        var year = LocalDate.now(ZoneId.of("Europe/Moscow")).getYear();
        var edition = api.post("director", "/api/v1/disclosure/editions", Map.of("year", year))
                .is(201)
                .json()
                .path("id")
                .asString();
        api.post("director", "/api/v1/disclosure/editions/" + edition + "/publish", Map.of())
                .is(200);
        var erasure = api.post(
                        "director",
                        "/api/v1/privacy/erasures",
                        Map.of("reason", "Требование, входящий № 12", "appeals", List.of(appeal.id())))
                .is(201)
                .json();
        return Map.of(
                "edition",
                edition,
                "year",
                String.valueOf(year),
                "appeal",
                appeal.id(),
                "erasure",
                erasure.path("erasure").path("id").asString(),
                "person",
                jdbc.sql("select cast(id as text) from person where username = 'executor'")
                        .query(String.class)
                        .single(),
                "message",
                jdbc.sql("select cast(max(id) as text) from intake")
                        .query(String.class)
                        .single());
    }

    public static List<Screen> all() {
        return Stream.concat(visitors().stream(), staff().stream()).toList();
    }

    public static List<Screen> visitors() {
        return Stream.of(
                        "/sign-in",
                        "/form/person",
                        "/form/organization",
                        "/status",
                        "/disclosure",
                        "/disclosure/{year}")
                .map(path -> new Screen(null, path))
                .toList();
    }

    public static List<Screen> staff() {
        return List.of(
                new Screen("director", "/inbox?view=ALL"),
                new Screen("registrar", "/appeals/{appeal}"),
                new Screen("registrar", "/appeals/new"),
                new Screen("registrar", "/desk/letters"),
                new Screen("registrar", "/scans"),
                new Screen("registrar", "/post"),
                new Screen("registrar", "/profile"),
                new Screen("registrar", "/profile/second-factor"),
                new Screen("registrar", "/notifications"),
                new Screen("director", "/control"),
                new Screen("director", "/dashboard"),
                new Screen("director", "/journal"),
                new Screen("director", "/reports"),
                new Screen("director", "/reports/publication"),
                new Screen("director", "/reports/publication/{edition}"),
                new Screen("director", "/reports/measures"),
                new Screen("director", "/surveys"),
                new Screen("director", "/surveys/words"),
                new Screen("registrar", "/surveys/paper"),
                new Screen("director", "/follow-ups"),
                new Screen("registrar", "/console/messages"),
                new Screen("registrar", "/console/messages/{message}"),
                new Screen("it", "/console/deliveries"),
                new Screen("it", "/console/channels"),
                new Screen("it", "/console/channels/mailbox"),
                new Screen("it", "/console/keys"),
                new Screen("it", "/console/start"),
                new Screen("it", "/console/alarms"),
                new Screen("it", "/console/nodes"),
                new Screen("it", "/console/routes"),
                new Screen("it", "/console/routes/dispatch.camel.yaml"),
                new Screen("it", "/console/gis"),
                new Screen("it", "/console/gis/exchanges"),
                new Screen("it", "/console/gis/answerers"),
                new Screen("it", "/console/gis/errors"),
                new Screen("admin", "/console/people"),
                new Screen("admin", "/console/people/new"),
                new Screen("admin", "/console/people/{person}"),
                new Screen("admin", "/console/people/{person}/account"),
                new Screen("admin", "/console/rules"),
                new Screen("director", "/console/substitutions"),
                new Screen("director", "/console/deadlines"),
                new Screen("director", "/console/calendar"),
                new Screen("director", "/console/topics"),
                new Screen("director", "/console/words"),
                new Screen("registrar", "/console/modules"),
                new Screen("director", "/console/letters"),
                new Screen("director", "/console/letters/ANSWER"),
                new Screen("director", "/console/privacy"),
                new Screen("director", "/console/privacy/people"),
                new Screen("director", "/console/privacy/readings"),
                new Screen("director", "/console/privacy/appeals/{appeal}"),
                new Screen("admin", "/console/privacy/erasures/{erasure}"),
                new Screen("director", "/console/signing"));
    }
}
