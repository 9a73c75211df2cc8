package ru.priyomnaya.answer;

import org.springframework.security.access.AccessDeniedException;
import ru.priyomnaya.access.CurrentPerson;
import ru.priyomnaya.access.Role;
import ru.priyomnaya.appeal.Appeal;

/** In whose hands an appeal is. */
final class Hands {
    private Hands() {}

    /** An executor writes in their own appeals; a registrar helps anybody. */
    static void requireOwn(Appeal appeal) {
        var person = CurrentPerson.get();
        if (!person.helpsAnybody() && !appeal.isOf(person.id())) {
            throw new AccessDeniedException("Обращение у другого исполнителя");
        }
    }

    static void requireOwnOrSigner(Appeal appeal) {
        if (!CurrentPerson.get().is(Role.SIGNER)) {
            requireOwn(appeal);
        }
    }
}
