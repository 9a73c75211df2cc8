package ru.priyomnaya.appeal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionalEventListener;
import ru.priyomnaya.appeal.RegisterEvent.TopicKept;
import ru.priyomnaya.appeal.Topic.Form;
import ru.priyomnaya.organization.Organizations;

/** The office's topics, and which of them an appeal is about. */
@Service
public class Classifier {
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Topics topics;
    private final Organizations organizations;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private volatile Snapshot snapshot = new Snapshot(Instant.MIN, List.of());

    Classifier(Topics topics, Organizations organizations, ApplicationEventPublisher events, Clock clock) {
        this.topics = topics;
        this.organizations = organizations;
        this.events = events;
        this.clock = clock;
    }

    private record Snapshot(Instant at, List<Topic> topics) {}

    /** By name. */
    public List<Topic> all() {
        return current();
    }

    /** Those that forms offer. */
    public List<Topic> offered() {
        return current().stream().filter(Topic::isActive).toList();
    }

    public Map<UUID, String> names() {
        return current().stream().collect(Collectors.toMap(Topic::id, Topic::name));
    }

    public Optional<Topic> find(UUID id) {
        return current().stream().filter(topic -> topic.id().equals(id)).findFirst();
    }

    /** The topic that these words name: by our name or id, or as ГИС ЖКХ calls it. */
    public Optional<Topic> named(@Nullable String words) {
        return words == null || words.isBlank()
                ? Optional.empty()
                : current().stream().filter(topic -> topic.isNamed(words)).findFirst();
    }

    /** Which fields the topic asks for and this applicant did not give: name of the field → sentence. */
    public Map<String, String> missing(@Nullable String words, Function<Topic.RequiredField, @Nullable String> given) {
        return named(words).map(topic -> missing(topic, given)).orElse(Map.of());
    }

    private static Map<String, String> missing(Topic topic, Function<Topic.RequiredField, @Nullable String> given) {
        var missing = new TreeMap<String, String>();
        for (var field : topic.required()) {
            var value = given.apply(field);
            if (value == null || value.isBlank()) {
                missing.put(field.field(), "По теме «%s» укажите %s".formatted(topic.name(), field.inRussian()));
            }
        }
        return missing;
    }

    /** @param id null for a new topic */
    @PreAuthorize("hasAnyRole('ADMIN', 'DIRECTOR')")
    @Transactional
    public void keep(@Nullable UUID id, Form form) {
        var known = id == null ? Optional.<Topic>empty() : topics.findById(id);
        var before = known.map(Topic::form).orElse(null);
        var topic = known.orElseGet(() -> new Topic(organizations.first().id(), form));
        topic.change(form);
        topics.save(topic);
        events.publishEvent(new TopicKept(before, form));
    }

    @TransactionalEventListener
    void on(TopicKept kept) {
        snapshot = new Snapshot(Instant.MIN, List.of());
    }

    private List<Topic> current() {
        var now = clock.instant();
        var known = snapshot;
        if (known.at().isBefore(now.minus(FRESH))) {
            known = new Snapshot(now, topics.findAllByOrderByName());
            snapshot = known;
        }
        return known.topics();
    }
}
