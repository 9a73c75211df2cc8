package ru.priyomnaya.appeal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A topic [тема] of the office's own classifier (S14), with the topics of ГИС ЖКХ that it stands for (НСИ 220). */
@Entity
@Table(name = "topic")
public class Topic {
    private static final int LONGEST_NAME = 200;

    @Id
    private UUID id;

    @Column(nullable = false)
    private UUID organizationId;

    @Column(nullable = false)
    private String name;

    @Enumerated(EnumType.STRING)
    private @Nullable AppealKind kind;

    private @Nullable String gisTopics;

    private @Nullable String required;

    private boolean active;

    protected Topic() {}

    Topic(UUID organizationId, Form form) {
        this.id = UUID.randomUUID();
        this.organizationId = organizationId;
        change(form);
    }

    /** What an applicant has to give for such an appeal to be answerable. */
    public enum RequiredField {
        ACCOUNT("account", "лицевой счёт или номер договора"),
        PHONE("phone", "телефон"),
        POSTAL_ADDRESS("postalAddress", "почтовый адрес");

        private final String field;
        private final String inRussian;

        RequiredField(String field, String inRussian) {
            this.field = field;
            this.inRussian = inRussian;
        }

        /** The field of the form and of the API. */
        public String field() {
            return field;
        }

        public String inRussian() {
            return inRussian;
        }

        public @Nullable String of(Applicant applicant) {
            return switch (this) {
                case ACCOUNT -> applicant.account();
                case PHONE -> applicant.phone();
                case POSTAL_ADDRESS -> applicant.postalAddress();
            };
        }
    }

    /**
     * @param kind that appeals on this topic usually are; the applicant's own choice wins
     * @param gisTopics one a line: code, name, or both, of НСИ 220
     * @param active offered in forms
     */
    public record Form(
            String name,
            @Nullable AppealKind kind,
            @Nullable String gisTopics,
            Set<RequiredField> required,
            boolean active) {}

    final void change(Form form) {
        if (form.name().isBlank() || form.name().length() > LONGEST_NAME) {
            throw new IllegalArgumentException("Название темы — от 1 до %d знаков".formatted(LONGEST_NAME));
        }
        name = form.name().strip();
        kind = form.kind();
        gisTopics = form.gisTopics() == null || form.gisTopics().isBlank()
                ? null
                : form.gisTopics().strip();
        required = form.required().isEmpty()
                ? null
                : form.required().stream().map(Enum::name).collect(Collectors.joining(","));
        active = form.active();
    }

    public UUID id() {
        return id;
    }

    public String name() {
        return name;
    }

    public boolean isActive() {
        return active;
    }

    public Set<RequiredField> required() {
        var fields = EnumSet.noneOf(RequiredField.class);
        if (required != null) {
            Arrays.stream(required.split(",")).map(RequiredField::valueOf).forEach(fields::add);
        }
        return fields;
    }

    public Form form() {
        return new Form(name, kind, gisTopics, required(), active);
    }

    /** Whether the applicant's or the channel's words name it. */
    boolean isNamed(String words) {
        var plain = plain(words);
        return plain(name).equals(plain)
                || id.toString().equals(plain)
                || (gisTopics != null && gisTopics.lines().map(Topic::plain).anyMatch(line -> stands(line, plain)));
    }

    /** A line of НСИ 220 is «2.1», «Отключение», or «2.1 Отключение»; the words may be any of the three, or «тема 2.1». */
    private static boolean stands(String line, String words) {
        var code = line.split(" ")[0];
        return !line.isEmpty()
                && (line.equals(words)
                        || line.equals(code + " " + words)
                        || (code.matches("[\\d.]+") && (code.equals(words) || ("тема " + code).equals(words))));
    }

    private static String plain(String words) {
        return words.strip().toLowerCase(Locale.ROOT).replace('ё', 'е').replaceAll("\\s+", " ");
    }
}
