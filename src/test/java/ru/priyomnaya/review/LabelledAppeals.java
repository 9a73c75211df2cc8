package ru.priyomnaya.review;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import ru.priyomnaya.appeal.Applicant;
import ru.priyomnaya.appeal.Applicant.ApplicantType;
import ru.priyomnaya.review.Likeness.Reviewed;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The labelled set: 405 invented appeals of three channels, with repeats, near-misses and grounds ({@code docs/repeats.md}). */
final class LabelledAppeals {
    private LabelledAppeals() {}

    /**
     * @param person the true applicant; null for one whom nobody could know
     * @param same the true appeal
     */
    record Labelled(
            int id,
            Instant receivedAt,
            Reviewed reviewed,
            String text,
            String wholeText,
            boolean fromGis,
            @Nullable String person,
            String same,
            Set<String> grounds) {}

    static List<Labelled> all() {
        var json = JsonMapper.builder().build();
        try (var file = Objects.requireNonNull(LabelledAppeals.class.getResourceAsStream("/repeats/appeals.jsonl"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> labelled(json.readTree(line)))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Labelled labelled(JsonNode line) {
        var applicant = new Applicant(
                ApplicantType.valueOf(line.path("type").asString()),
                text(line, "lastName"),
                text(line, "firstName"),
                text(line, "middleName"),
                text(line, "organizationName"),
                text(line, "inn"),
                text(line, "email"),
                text(line, "phone"),
                text(line, "postalAddress"),
                text(line, "account"));
        var text = line.path("text").asString();
        var subject = text(line, "subject");
        return new Labelled(
                line.path("id").asInt(),
                Instant.parse(line.path("receivedAt").asString()),
                new Reviewed(ApplicantTraits.of(applicant, null, text), TextSketch.of(text)),
                text,
                subject == null ? text : subject + "\n" + text,
                line.path("channel").asString().equals("GIS"),
                text(line, "person"),
                line.path("same").asString(),
                StreamSupport.stream(line.path("grounds").spliterator(), false)
                        .map(JsonNode::asString)
                        .collect(Collectors.toSet()));
    }

    private static @Nullable String text(JsonNode line, String field) {
        return line.path(field).isString() ? line.path(field).asString() : null;
    }
}
