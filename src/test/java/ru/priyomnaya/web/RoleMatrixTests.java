package ru.priyomnaya.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.access.Accounts;
import ru.priyomnaya.web.Caller.Outcome;
import ru.priyomnaya.web.Endpoints.Endpoint;

/**
 * Who may call what: {@code access-rules.csv} says it of every address, and a stranger and a person of each role, who has that role
 * only, call them all. Whoever adds an address adds its row.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoleMatrixTests extends GatewayTest {
    @Autowired
    private ApplicationContext context;

    @Autowired
    private Accounts accounts;

    private Map<String, Caller> callers = Map.of();
    private List<Endpoint> endpoints = List.of();
    private AccessRules rules = new AccessRules(Map.of());

    @BeforeAll
    void everybody() throws IOException {
        endpoints = Endpoints.of(context);
        rules = AccessRules.read();
        callers = Callers.all(port, accounts, jdbc);
    }

    @Test
    void everyAddressHasARuleAndEveryRuleAnAddress() {
        var addresses = endpoints.stream().map(Endpoint::name).collect(Collectors.toCollection(TreeSet::new));
        api().get("", "/v3/api-docs")
                .is(200)
                .json()
                .path("paths")
                .propertyStream()
                .forEach(path -> path.getValue()
                        .propertyNames()
                        .forEach(method -> addresses.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));

        assertThat(endpoints).hasSizeGreaterThan(250);
        assertThat(new TreeSet<>(rules.rules().keySet())).isEqualTo(addresses);
    }

    @Test
    void everybodyIsLetInWhereTheRuleSaysAndNowhereElse() throws IOException {
        var before = rows();
        var outcomes = callers.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        caller -> CompletableFuture.supplyAsync(() -> outcomes(caller.getValue())),
                        (a, b) -> a,
                        LinkedHashMap::new));
        var wrong = new ArrayList<String>();
        var observed = new TreeMap<String, Set<String>>();
        outcomes.forEach((caller, future) -> future.join().forEach((endpoint, outcome) -> {
            var rule = rules.of(endpoint);
            if (!outcome.isRefused()) {
                observed.computeIfAbsent(endpoint.name(), name -> new TreeSet<>())
                        .add(caller);
            }
            if (rule.lets(caller) == outcome.isRefused() || isBroken(endpoint, outcome)) {
                wrong.add("%s %s %s: %s".formatted(caller, endpoint.name(), endpoint.handler(), outcome));
            }
        }));
        Files.writeString(
                Path.of("target", "access-observed.txt"),
                observed.entrySet().stream()
                        .map(one -> one.getKey() + ";" + String.join(" ", one.getValue()))
                        .collect(Collectors.joining("\n")));

        assertThat(wrong).as(String.join("\n", wrong)).isEmpty();
        assertThat(rows()).as("calls that change nothing").isEqualTo(before);
    }

    /** A SOAP fault is a 500 (SOAP 1.1, 6.2); health says with a 503 that something else is broken. */
    private static boolean isBroken(Endpoint endpoint, Outcome outcome) {
        return outcome.status() >= 500
                && !endpoint.path().startsWith("/stand/gis/")
                && !endpoint.path().startsWith("/actuator/health");
    }

    private Map<Endpoint, Outcome> outcomes(Caller caller) {
        var outcomes = new LinkedHashMap<Endpoint, Outcome>();
        for (var endpoint : endpoints) {
            if (rules.of(endpoint).notCalled().isEmpty()) {
                outcomes.put(endpoint, caller.call(endpoint));
            }
        }
        return outcomes;
    }

    /** What the office has set up, counted. */
    private Map<String, Long> rows() {
        return Arrays.stream(new String[] {
                    "person",
                    "department",
                    "assignment_rule",
                    "text_module",
                    "topic",
                    "signing_right",
                    "substitution",
                    "deadline_rule"
                })
                .collect(Collectors.toMap(
                        table -> table,
                        table -> jdbc.sql("select count(*) from " + table)
                                .query(Long.class)
                                .single()));
    }

    @Test
    void withoutItsTokenNoScreenChangesAnything() {
        var admin = Objects.requireNonNull(callers.get("ADMIN"));
        var open = endpoints.stream()
                .filter(one -> one.changes() && !one.isForPrograms())
                .filter(one -> !rules.of(one).who().equals("PUBLIC"))
                .filter(one -> admin.callUnprotected(one).status() != 403)
                .map(Endpoint::name)
                .toList();

        assertThat(open).isEmpty();
        assertThat(admin.callUnprotected(signIn()).status()).isEqualTo(403);
    }

    private Endpoint signIn() {
        return endpoints.stream()
                .filter(one -> one.name().equals("POST /sign-in"))
                .findFirst()
                .orElseThrow();
    }
}
