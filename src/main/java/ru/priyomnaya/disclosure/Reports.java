package ru.priyomnaya.disclosure;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.access.Department;
import ru.priyomnaya.access.Departments;
import ru.priyomnaya.access.People;
import ru.priyomnaya.access.Person;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.appeal.Classifier;
import ru.priyomnaya.appeal.Topic;
import ru.priyomnaya.organization.Organizations;
import ru.priyomnaya.worktime.OfficeHours;

/** Reports over any period, all figures of one moment. */
@Service
@EnableConfigurationProperties(DisclosureProperties.class)
class Reports {
    static final String READERS = "hasAnyRole('REGISTRAR', 'DIRECTOR', 'SIGNER', 'AUDITOR')";

    private final Counting counting;
    private final Departments departments;
    private final People people;
    private final Classifier classifier;
    private final Measures measures;
    private final OfficeHours hours;
    private final DisclosureProperties properties;
    private final Organizations organizations;
    private final Clock clock;

    Reports(
            Counting counting,
            Departments departments,
            People people,
            Classifier classifier,
            Measures measures,
            OfficeHours hours,
            DisclosureProperties properties,
            Organizations organizations,
            Clock clock) {
        this.counting = counting;
        this.departments = departments;
        this.people = people;
        this.classifier = classifier;
        this.measures = measures;
        this.hours = hours;
        this.properties = properties;
        this.organizations = organizations;
        this.clock = clock;
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), organizations.first().zone());
    }

    /**
     * Of the days named, or of this year until today.
     *
     * @throws IllegalArgumentException when the days are no period of ten years or less, or there is no such department
     */
    @PreAuthorize(READERS)
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Report of(@Nullable LocalDate from, @Nullable LocalDate until, @Nullable UUID department) {
        var last = until == null ? today() : until;
        return of(new Span(from == null ? last.withDayOfYear(1) : from, last), department);
    }

    private Report of(Span span, @Nullable UUID department) {
        var all = departments.findAllByOrderByName();
        var asked = all.stream().filter(one -> one.id().equals(department)).findFirst();
        if (department != null && asked.isEmpty()) {
            throw new IllegalArgumentException("Такого отдела нет");
        }
        var cells = counting.of(span, department, today(), organizations.first().zone());
        var heads = all.stream().map(Department::headId).filter(Objects::nonNull);
        var late = cells.ended().stream().map(Cells.Ended::executor).filter(Objects::nonNull);
        var names = names(Stream.concat(heads, late).distinct().toList());
        var folding = new Folding(
                cells, span, classifier.all().stream().collect(Collectors.toMap(Topic::id, Topic::name)), names);
        var before = span.before();
        return new Report(
                span.from(),
                span.until(),
                before.from(),
                before.until(),
                today(),
                asked.map(one -> part(folding, one, names)).orElseGet(folding::whole),
                department == null ? parts(folding, all, names) : List.of(),
                workingTime(),
                measures.of(span));
    }

    private Map<UUID, String> names(List<UUID> ids) {
        var names = new HashMap<UUID, String>();
        people.findAllById(ids).forEach((Person person) -> names.put(person.id(), person.shortName()));
        return names;
    }

    private static Part part(Folding folding, Department of, Map<UUID, String> names) {
        return folding.of(of.id(), of.name(), of.headId() == null ? null : names.get(of.headId()));
    }

    private static List<Part> parts(Folding folding, List<Department> all, Map<UUID, String> names) {
        var parts = new ArrayList<Part>();
        all.forEach(one -> parts.add(part(folding, one, names)));
        if (!parts.isEmpty() && folding.hasHomeless()) {
            parts.add(folding.of(null, "Без отдела", null));
        }
        return parts;
    }

    private WorkingTime workingTime() {
        var office = hours.hours();
        var always = properties.roundTheClock();
        return new WorkingTime(
                office.opens(),
                office.closes(),
                office.breakFrom(),
                office.breakUntil(),
                always,
                Arrays.stream(Channel.values())
                        .filter(channel -> !always.contains(channel))
                        .toList());
    }
}
