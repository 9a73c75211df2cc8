package ru.priyomnaya.privacy;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import ru.priyomnaya.access.People;
import ru.priyomnaya.organization.Organizations;
import ru.priyomnaya.paper.Paper;
import ru.priyomnaya.privacy.Erasure.Item;

/**
 * The act of destruction [акт об уничтожении персональных данных], PDF/A: numbers, days and counts, no person but those who
 * decided (приказ Роскомнадзора от 28.10.2022 № 179).
 */
@Component
class ErasureAct {
    private final Organizations organizations;
    private final People people;
    private final ITemplateEngine templates;
    private final Clock clock;

    ErasureAct(Organizations organizations, People people, ITemplateEngine templates, Clock clock) {
        this.organizations = organizations;
        this.people = people;
        this.templates = templates;
        this.clock = clock;
    }

    /** @param name of the appeal or message */
    record Line(String name, String day, String outcome, int rows, int documents, int entries) {}

    byte[] of(Erasure erasure, List<Item> items) throws IOException {
        var organization = organizations.first();
        var zone = organization.zone();
        var context = new Context(Locale.forLanguageTag("ru"));
        context.setVariable("organization", organization);
        context.setVariable("erasure", erasure);
        context.setVariable("made", Days.time(clock.instant(), zone));
        context.setVariable("proposedBy", person(erasure.proposedBy()));
        context.setVariable("proposedAt", Days.time(erasure.proposedAt(), zone));
        context.setVariable("decidedBy", person(erasure.decidedBy()));
        context.setVariable(
                "decidedAt",
                Optional.ofNullable(erasure.decidedAt())
                        .map(at -> Days.time(at, zone))
                        .orElse(""));
        context.setVariable(
                "lines",
                items.stream()
                        .map(item -> new Line(
                                item.name(),
                                Days.shown(item.at(), zone),
                                item.state().equals("ERASED") ? "уничтожено" : "оставлено: " + item.why(),
                                item.rows(),
                                item.documents(),
                                item.entries()))
                        .toList());
        context.setVariable(
                "erased",
                items.stream().filter(item -> item.state().equals("ERASED")).count());
        return Paper.pdf(templates.process("privacy/act", context));
    }

    private String person(@Nullable UUID id) {
        return Optional.ofNullable(id)
                .flatMap(people::findById)
                .map(person -> person.fullName()
                        + Optional.ofNullable(person.card().position())
                                .map(position -> ", " + position)
                                .orElse(""))
                .orElse("");
    }
}
