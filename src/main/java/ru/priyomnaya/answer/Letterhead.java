package ru.priyomnaya.answer;

import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import ru.priyomnaya.access.People;
import ru.priyomnaya.access.Person;
import ru.priyomnaya.appeal.Appeal;
import ru.priyomnaya.appeal.Appeals;
import ru.priyomnaya.organization.Organizations;

/** Prints an answer on letterhead [фирменный бланк] (S5) with the «отметка об исполнителе» (S7). */
@Service
public class Letterhead {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu");
    private final Answers answers;
    private final Appeals appeals;
    private final People people;
    private final Organizations organizations;
    private final ITemplateEngine templates;

    Letterhead(
            Answers answers, Appeals appeals, People people, Organizations organizations, ITemplateEngine templates) {
        this.answers = answers;
        this.appeals = appeals;
        this.people = people;
        this.organizations = organizations;
        this.templates = templates;
    }

    /**
     * @param date of approval, empty in a draft
     * @param executor «А. П. Иванова, (48533) 2-00-00»
     */
    record Letter(
            String number,
            String date,
            String appealDate,
            String addressee,
            String address,
            String greeting,
            Iterable<String> paragraphs,
            String signerPosition,
            String signer,
            String executor,
            boolean draft) {}

    /** The letter as a PDF; one that is not approved yet is marked as a draft [проект]. */
    @PreAuthorize("isAuthenticated()")
    @Transactional(readOnly = true)
    public byte[] print(UUID answerId) throws IOException {
        var answer = answers.get(answerId);
        var context = new Context(Locale.forLanguageTag("ru"));
        context.setVariable("organization", organizations.first());
        context.setVariable("letter", letter(answer, appeals.get(answer.appealId())));
        return Paper.pdf(templates.process("answer/letter", context));
    }

    /**
     * A notice or a cover letter as a PDF, for the post.
     *
     * @param receiver an organisation, or null for the applicant
     */
    @PreAuthorize("isAuthenticated()")
    @Transactional(readOnly = true)
    public byte[] notice(UUID appealId, @Nullable String receiver, String subject, String text) throws IOException {
        var appeal = appeals.get(appealId);
        var address = Objects.requireNonNullElse(appeal.applicant().postalAddress(), "");
        var context = new Context(Locale.forLanguageTag("ru"));
        context.setVariable("organization", organizations.first());
        context.setVariable("addressee", receiver == null ? appeal.applicant().shownName() : receiver);
        context.setVariable("address", receiver == null ? address : "");
        context.setVariable("subject", subject);
        context.setVariable(
                "paragraphs", text.lines().filter(line -> !line.isBlank()).toList());
        return Paper.pdf(templates.process("answer/notice", context));
    }

    private Letter letter(Answer answer, Appeal appeal) {
        var zone = organizations.first().zone();
        var signer = answer.signerId().flatMap(people::findById);
        var executor = appeal.executorId().flatMap(people::findById).or(() -> people.findById(answer.authorId()));
        return new Letter(
                appeal.number().text(),
                answer.approvedAt()
                        .map(at -> DAY.format(LocalDate.ofInstant(at, zone)))
                        .orElse(""),
                DAY.format(LocalDate.ofInstant(appeal.registeredAt(), zone)),
                appeal.applicant().shownName(),
                Objects.requireNonNullElse(
                        appeal.applicant().postalAddress(),
                        appeal.emailAddress().orElse("")),
                greeting(appeal),
                answer.text().lines().filter(line -> !line.isBlank()).toList(),
                signer.map(Person::card)
                        .map(card -> Objects.requireNonNullElse(card.position(), ""))
                        .orElse(""),
                signer.map(Person::signatureName).orElse(""),
                executor.map(person -> person.signatureName() + ", тел. "
                                + person.card().phone())
                        .orElse(""),
                answer.signerId().isEmpty());
    }

    private static String greeting(Appeal appeal) {
        var applicant = appeal.applicant();
        return applicant.firstName() != null && applicant.middleName() != null
                ? "%s %s, здравствуйте!".formatted(applicant.firstName(), applicant.middleName())
                : "Здравствуйте!";
    }
}
