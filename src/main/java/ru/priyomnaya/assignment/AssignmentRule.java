package ru.priyomnaya.assignment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ru.priyomnaya.appeal.Appeal;
import ru.priyomnaya.appeal.AppealKind;
import ru.priyomnaya.appeal.Applicant.ApplicantType;
import ru.priyomnaya.appeal.Channel;

/** Sends matching appeals to a department or to one executor. A rule without conditions is the default. */
@Entity
@Table(name = "assignment_rule")
public class AssignmentRule {
    @Id
    private UUID id;

    @Column(nullable = false)
    private UUID organizationId;

    @Column(nullable = false)
    private int position;

    @Enumerated(EnumType.STRING)
    private @Nullable Channel channel;

    @Enumerated(EnumType.STRING)
    private @Nullable AppealKind kind;

    private @Nullable UUID topicId;

    @Enumerated(EnumType.STRING)
    private @Nullable ApplicantType applicantType;

    private @Nullable String address;

    private @Nullable String words;

    private @Nullable UUID departmentId;

    private @Nullable UUID executorId;

    protected AssignmentRule() {}

    public AssignmentRule(UUID organizationId, RuleForm form) {
        this.id = UUID.randomUUID();
        this.organizationId = organizationId;
        change(form);
    }

    /**
     * @param position rules are tried in ascending order
     * @param address comma-separated beginnings of words in the applicant's address: «Садов, Лугов»
     * @param words comma-separated beginnings of words («счётчик, показани»); any of them in subject or text
     */
    public record RuleForm(
            int position,
            @Nullable Channel channel,
            @Nullable AppealKind kind,
            @Nullable UUID topicId,
            @Nullable ApplicantType applicantType,
            @Nullable String address,
            @Nullable String words,
            @Nullable UUID departmentId,
            @Nullable UUID executorId) {}

    public final void change(RuleForm form) {
        if ((form.departmentId() == null) == (form.executorId() == null)) {
            throw new IllegalArgumentException("Укажите отдел или исполнителя — что-то одно");
        }
        position = form.position();
        channel = form.channel();
        kind = form.kind();
        topicId = form.topicId();
        applicantType = form.applicantType();
        address = blankToNull(form.address());
        words = blankToNull(form.words());
        departmentId = form.departmentId();
        executorId = form.executorId();
    }

    boolean matches(Appeal appeal) {
        return (channel == null || channel == appeal.origin().channel())
                && (kind == null || kind == appeal.kind())
                && (topicId == null || appeal.topicId().filter(topicId::equals).isPresent())
                && (applicantType == null || applicantType == appeal.applicant().type())
                && (address == null
                        || hasWord(address, Objects.toString(appeal.applicant().postalAddress(), "")))
                && (words == null || hasWord(words, appeal.subject() + " " + appeal.text()));
    }

    private static boolean hasWord(String beginnings, String text) {
        var plain = plain(text);
        return Arrays.stream(beginnings.split(","))
                .map(AssignmentRule::plain)
                .filter(word -> !word.isEmpty())
                .anyMatch(word -> startsWord(plain, word));
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static boolean startsWord(String text, String word) {
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            if (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1))) {
                return true;
            }
        }
        return false;
    }

    private static String plain(String text) {
        return text.strip().toLowerCase(Locale.ROOT).replace('ё', 'е');
    }

    public UUID id() {
        return id;
    }

    public RuleForm form() {
        return new RuleForm(position, channel, kind, topicId, applicantType, address, words, departmentId, executorId);
    }
}
