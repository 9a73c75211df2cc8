package ru.priyomnaya.appeal;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who appeals, as they named themselves; any part may be missing.
 *
 * @param middleName [отчество]; many people have none
 * @param inn ИНН, 10 or 12 digits
 * @param account [лицевой счёт] or contract number
 */
@Embeddable
public record Applicant(
        @Enumerated(EnumType.STRING) @Column(name = "applicant_type")
        ApplicantType type,

        @Column(name = "last_name") @Nullable String lastName,
        @Column(name = "first_name") @Nullable String firstName,
        @Column(name = "middle_name") @Nullable String middleName,
        @Column(name = "organization_name") @Nullable String organizationName,
        @Column(name = "inn") @Nullable String inn,
        @Column(name = "email") @Nullable String email,
        @Column(name = "phone") @Nullable String phone,
        @Column(name = "postal_address") @Nullable String postalAddress,
        @Column(name = "account") @Nullable String account) {
    public Applicant {
        lastName = withoutNul(lastName);
        firstName = withoutNul(firstName);
        middleName = withoutNul(middleName);
        organizationName = withoutNul(organizationName);
        inn = withoutNul(inn);
        email = withoutNul(email);
        phone = withoutNul(phone);
        postalAddress = withoutNul(postalAddress);
        account = withoutNul(account);
    }

    /** PostgreSQL has no NUL in text. */
    private static @Nullable String withoutNul(@Nullable String text) {
        return text == null ? null : text.replace('\0', ' ');
    }

    /** A natural person or a legal entity (S24). */
    public enum ApplicantType {
        PERSON("физическое лицо"),
        ORGANIZATION("юридическое лицо");

        private final String inRussian;

        ApplicantType(String inRussian) {
            this.inRussian = inRussian;
        }

        public String inRussian() {
            return inRussian;
        }
    }

    /** A person known only by an address and, perhaps, a display name. */
    public static Applicant known(@Nullable String displayName, @Nullable String email) {
        return new Applicant(ApplicantType.PERSON, displayName, null, null, null, null, email, null, null, null);
    }

    /** The organisation behind an applicant that was known only by an identifier. */
    Applicant named(String name, @Nullable String itsInn) {
        return new Applicant(
                ApplicantType.ORGANIZATION,
                lastName,
                firstName,
                middleName,
                name,
                itsInn == null ? inn : itsInn,
                email,
                phone,
                postalAddress,
                account);
    }

    /** Names of the fields that the other one has otherwise. */
    List<String> differences(Applicant other) {
        var fields = new ArrayList<String>();
        for (var part : Applicant.class.getRecordComponents()) {
            try {
                if (!Objects.equals(
                        part.getAccessor().invoke(this), part.getAccessor().invoke(other))) {
                    fields.add(part.getName());
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        return fields;
    }

    /** «Иванова Анна Петровна», «ООО «Ромашка»», or the address when there is no name. */
    public String shownName() {
        if (type == ApplicantType.ORGANIZATION && organizationName != null) {
            return organizationName;
        }
        var name = Stream.of(lastName, firstName, middleName)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
        return !name.isBlank() ? name : email != null ? email : "Не назвался";
    }
}
