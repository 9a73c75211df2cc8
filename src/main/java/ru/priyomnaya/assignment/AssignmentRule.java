package ru.priyomnaya.assignment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ru.priyomnaya.appeal.Appeal;
import ru.priyomnaya.appeal.AppealKind;
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
     * @param words comma-separated beginnings of words («счётчик, показани»); any of them in subject or text
     */
    public record RuleForm(
            int position,
            @Nullable Channel channel,
            @Nullable AppealKind kind,
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
        words = form.words() == null || form.words().isBlank()
                ? null
                : form.words().strip();
        departmentId = form.departmentId();
        executorId = form.executorId();
    }

    boolean matches(Appeal appeal) {
        return (channel == null || channel == appeal.origin().channel())
                && (kind == null || kind == appeal.kind())
                && (words == null || hasWord(appeal.subject() + " " + appeal.text()));
    }

    private boolean hasWord(String text) {
        var plain = plain(text);
        return words != null
                && Arrays.stream(words.split(","))
                        .map(AssignmentRule::plain)
                        .filter(word -> !word.isEmpty())
                        .anyMatch(word -> startsWord(plain, word));
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
        return new RuleForm(position, channel, kind, words, departmentId, executorId);
    }
}
