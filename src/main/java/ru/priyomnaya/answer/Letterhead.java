package ru.priyomnaya.answer;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.access.People;
import ru.priyomnaya.access.Person;
import ru.priyomnaya.appeal.Appeal;
import ru.priyomnaya.appeal.Appeals;
import ru.priyomnaya.document.Documents;
import ru.priyomnaya.letter.Blank.ExecutorMark;
import ru.priyomnaya.letter.DocxLetter;
import ru.priyomnaya.letter.LetterCode;
import ru.priyomnaya.letter.LetterKind;
import ru.priyomnaya.letter.LetterPrinter;
import ru.priyomnaya.letter.LetterText;
import ru.priyomnaya.letter.Letters;
import ru.priyomnaya.letter.Sheet;
import ru.priyomnaya.letter.Variables;
import ru.priyomnaya.organization.Organizations;

/** Prints an answer on letterhead [фирменный бланк] (S5) with the «отметка об исполнителе» (S7). */
@Service
public class Letterhead {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu");

    private final Answers answers;
    private final Appeals appeals;
    private final People people;
    private final SigningRights rights;
    private final Enclosures enclosures;
    private final Letters letters;
    private final LetterPrinter printer;
    private final Documents documents;
    private final Organizations organizations;

    Letterhead(
            Answers answers,
            Appeals appeals,
            People people,
            SigningRights rights,
            Enclosures enclosures,
            Letters letters,
            LetterPrinter printer,
            Documents documents,
            Organizations organizations) {
        this.answers = answers;
        this.appeals = appeals;
        this.people = people;
        this.rights = rights;
        this.enclosures = enclosures;
        this.letters = letters;
        this.printer = printer;
        this.documents = documents;
        this.organizations = organizations;
    }

    /** The letter as a PDF: the approved one byte for byte; one that is not approved yet is marked as a draft [проект]. */
    @PreAuthorize("isAuthenticated()")
    @Transactional(readOnly = true)
    public byte[] print(UUID answerId) throws IOException {
        var answer = answers.get(answerId);
        var approved = answer.letterSha256();
        return approved.isPresent() ? documents.bytes(approved.get()) : render(answer);
    }

    /** As it would be with this text. */
    @PreAuthorize("isAuthenticated()")
    @Transactional(readOnly = true)
    public byte[] preview(UUID answerId, String text) throws IOException {
        return render(answers.get(answerId), text);
    }

    /** The answer's words without the letterhead and without markup: for a channel that takes text. */
    @Transactional(readOnly = true)
    public String plain(UUID answerId) {
        var answer = answers.get(answerId);
        return LetterText.plain(Variables.filled(answer.text(), values(appeals.get(answer.appealId()))));
    }

    /** The letter for Word. */
    @PreAuthorize("isAuthenticated()")
    @Transactional(readOnly = true)
    public byte[] docx(UUID answerId) throws IOException {
        var answer = answers.get(answerId);
        return DocxLetter.write(
                letters.blank(), sheet(answer, appeals.get(answer.appealId()), answer.text()), answer.text());
    }

    byte[] render(Answer answer) throws IOException {
        return render(answer, answer.text());
    }

    private byte[] render(Answer answer, String text) throws IOException {
        return printer.print(letters.blank(), sheet(answer, appeals.get(answer.appealId()), text));
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
        var addressee = receiver == null ? addressee(appeal) : List.of(receiver);
        return printer.print(
                letters.blank(),
                new Sheet(subject, text, "", "", "", addressee, List.of(), "", "", List.of(), false, null));
    }

    private static List<String> addressee(Appeal appeal) {
        return Stream.of(
                        appeal.applicant().shownName(),
                        Objects.requireNonNullElse(
                                appeal.applicant().postalAddress(),
                                appeal.emailAddress().orElse("")))
                .filter(line -> !line.isBlank())
                .distinct()
                .toList();
    }

    /** What the sheet of an answer says. */
    Sheet sheet(Answer answer, Appeal appeal, String text) {
        var template = letters.template(LetterKind.ANSWER);
        var values = new HashMap<>(values(appeal));
        values.put("текст", Variables.filled(text, values));
        var signer = answer.signerId().flatMap(people::findById);
        var code = answer.code().filter(known -> answer.signerId().isPresent());
        return new Sheet(
                Variables.filled(template.heading(), values),
                Variables.filled(template.body(), values),
                appeal.number().text(),
                answer.approvedAt().map(this::day).orElse(""),
                "на обращение от " + day(appeal.registeredAt()),
                addressee(appeal),
                position(signer, appeal),
                signer.map(Person::signatureName).orElse(""),
                executorMark(answer, appeal),
                enclosures.of(answer.id()).stream().map(Enclosure::name).toList(),
                answer.signerId().isEmpty(),
                code.map(known -> new LetterCode(known, answer.edition())).orElse(null));
    }

    private List<String> position(Optional<Person> signer, Appeal appeal) {
        var lines = new ArrayList<String>();
        lines.add(signer.map(person -> person.card().position()).orElse(""));
        signer.flatMap(person -> rights.of(person.id(), appeal))
                .map(SigningRight::attorney)
                .ifPresent(attorney -> lines.add("по доверенности " + attorney));
        return lines;
    }

    private String executorMark(Answer answer, Appeal appeal) {
        var executor = appeal.executorId().flatMap(people::findById).or(() -> people.findById(answer.authorId()));
        var full = letters.blank().executorMark() == ExecutorMark.FULL;
        return executor.map(person -> (full ? person.fullName() : person.signatureName()) + ", тел. "
                        + person.card().phone())
                .orElse("");
    }

    /** What the words of a letter may name. */
    public Map<String, String> values(Appeal appeal) {
        var organization = organizations.first();
        var applicant = appeal.applicant();
        var executor = appeal.executorId().flatMap(people::findById);
        var values = new HashMap<String, String>();
        values.put(
                "приветствие",
                applicant.firstName() != null && applicant.middleName() != null
                        ? "%s %s, здравствуйте!".formatted(applicant.firstName(), applicant.middleName())
                        : "Здравствуйте!");
        values.put("номер", appeal.number().text());
        values.put("дата", day(appeal.registeredAt()));
        values.put("заявитель", applicant.shownName());
        values.put("лицевой_счёт", Objects.requireNonNullElse(applicant.account(), "—"));
        values.put("адрес", Objects.requireNonNullElse(applicant.postalAddress(), "—"));
        values.put("срок", DAY.format(appeal.due()));
        values.put("организация", organization.shownName());
        values.put("телефон", Objects.requireNonNullElse(organization.phone(), ""));
        values.put("сайт", Objects.requireNonNullElse(organization.site(), ""));
        values.put("исполнитель", executor.map(Person::signatureName).orElse(""));
        values.put(
                "телефон_исполнителя",
                executor.map(person -> Objects.requireNonNullElse(person.card().phone(), ""))
                        .orElse(""));
        return values;
    }

    private String day(Instant instant) {
        return DAY.format(LocalDate.ofInstant(instant, organizations.first().zone()));
    }
}
