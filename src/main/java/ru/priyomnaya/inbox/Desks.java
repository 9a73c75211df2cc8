package ru.priyomnaya.inbox;

import org.springframework.stereotype.Component;
import ru.priyomnaya.access.CurrentPerson;
import ru.priyomnaya.access.People;

/** Finds the desk of the one who is signed in. */
@Component
class Desks {
    private final People people;
    private final Register register;

    Desks(People people, Register register) {
        this.people = people;
        this.register = register;
    }

    Desk mine() {
        var me = CurrentPerson.get();
        var department = people.findById(me.id())
                .map(person -> person.card().departmentId())
                .orElse(null);
        return new Desk(me.id(), me.username(), department, register.today());
    }
}
