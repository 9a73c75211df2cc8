package ru.priyomnaya.appeal;

import org.jspecify.annotations.Nullable;

/**
 * The organisation that an appeal is passed on to.
 *
 * @param name as the cover letter addresses it
 * @param email where the cover letter goes; without it a person posts it
 */
public record Receiver(
        String name, @Nullable String email, @Nullable String address) {
    /** @throws CaseDesk.UnfitStep when there is no name */
    public Receiver {
        if (name.isBlank()) {
            throw new CaseDesk.UnfitStep("Назовите организацию, которой передаётся обращение");
        }
        name = name.strip();
        email = email == null || email.isBlank() ? null : email.strip();
        address = address == null || address.isBlank() ? null : address.strip();
        if (email != null && !email.matches("[^@\\s]+@[^@\\s]+")) {
            throw new CaseDesk.UnfitStep("Проверьте адрес электронной почты получателя");
        }
    }
}
