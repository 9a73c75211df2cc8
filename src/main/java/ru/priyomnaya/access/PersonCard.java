package ru.priyomnaya.access;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who a person is and what they may do.
 *
 * @param position [должность] as it stands under a letter
 * @param phone as it stands in the «отметка об исполнителе»
 */
public record PersonCard(
        String lastName,
        @Nullable String firstName,
        @Nullable String middleName,
        @Nullable String position,
        @Nullable String phone,
        @Nullable String email,
        @Nullable UUID departmentId,
        Set<Role> roles,
        boolean enabled) {
    boolean isFitForLetters() {
        return !lastName.isBlank() && firstName != null && !firstName.isBlank() && phone != null && !phone.isBlank();
    }
}
