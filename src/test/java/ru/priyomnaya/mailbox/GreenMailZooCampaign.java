package ru.priyomnaya.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.mime.Zoo;
import ru.priyomnaya.mime.Zoo.Animal;

/** The zoo over SMTP into the other mail server, and from there by IMAP through the route: each letter ends as it should. */
@Tag("campaign")
class GreenMailZooCampaign extends GatewayTest {
    private static final int LARGEST = 200_000;

    /** The server writes the envelope's sender over an empty Return-Path, and that was all that told these from people's. */
    private static final Set<String> REWRITTEN = Set.of(
            "automatic/avtootvet-with-empty-return-path",
            "automatic/out-of-office-with-empty-return-path",
            "automatic/read-receipt-home-grown");

    @Test
    void eachLetterEndsAsItShould() {
        var animals = Zoo.animals().stream()
                .filter(animal -> animal.bytes().length <= LARGEST)
                .filter(animal -> !animal.name().endsWith("our-own-mark")) // another installation's mark is not ours
                .filter(animal -> !LetterKey.of(animal.bytes()).externalId().startsWith("sha256:"))
                .collect(Collectors.toMap(
                        animal -> LetterKey.of(animal.bytes()).externalId(), animal -> animal, (one, other) -> one));
        animals.values().forEach(animal -> mail().send(animal.bytes()));

        await().atMost(Duration.ofMinutes(2))
                .until(() -> states(animals.keySet()).size() >= animals.size());

        var states = states(animals.keySet());
        var wrong = new TreeMap<String, String>();
        animals.forEach((id, animal) -> {
            var state = states.getOrDefault(id, "missing");
            if (!state.equals(stateOf(animal)) && !REWRITTEN.contains(animal.name())) {
                wrong.put(animal.name(), state);
            }
        });
        assertThat(wrong).isEmpty();
    }

    private Map<String, String> states(Set<String> ids) {
        var states = new HashMap<String, String>();
        jdbc.sql("select external_id, state from intake where external_id in (:ids) and state <> 'STORED'")
                .param("ids", new HashSet<>(ids))
                .query(row -> {
                    states.put(row.getString(1), row.getString(2));
                });
        return states;
    }

    private static String stateOf(Animal animal) {
        return switch (animal.outcome()) {
            case "APPEAL" -> "REGISTERED";
            case "QUARANTINE" -> "QUARANTINED";
            default -> animal.outcome();
        };
    }
}
