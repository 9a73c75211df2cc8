package ru.priyomnaya.inbox;

import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import ru.priyomnaya.access.Department;
import ru.priyomnaya.access.Departments;
import ru.priyomnaya.access.People;
import ru.priyomnaya.access.Person;
import ru.priyomnaya.access.Role;
import ru.priyomnaya.appeal.AppealKind;
import ru.priyomnaya.appeal.AppealStatus;
import ru.priyomnaya.appeal.Classifier;
import ru.priyomnaya.appeal.Ground;
import ru.priyomnaya.appeal.LatenessReason;
import ru.priyomnaya.appeal.Outcome;
import ru.priyomnaya.appeal.ServiceForm;
import ru.priyomnaya.appeal.Topic;

/** What can be chosen in «Ещё фильтры»; asked by the template, so that a refresh of the list alone asks nothing. */
@Component
class FilterChoices {
    private final Classifier classifier;
    private final People people;
    private final Departments departments;

    FilterChoices(Classifier classifier, People people, Departments departments) {
        this.classifier = classifier;
        this.people = people;
        this.departments = departments;
    }

    public List<Topic> topics() {
        return classifier.all();
    }

    public List<Person> executors() {
        return people.withAnyOf(Set.of(Role.EXECUTOR));
    }

    public List<Department> departments() {
        return departments.findAllByOrderByName();
    }

    public AppealKind[] kinds() {
        return AppealKind.values();
    }

    public ServiceForm[] forms() {
        return ServiceForm.values();
    }

    public Outcome[] outcomes() {
        return Outcome.values();
    }

    public Ground[] grounds() {
        return Ground.values();
    }

    public LatenessReason[] reasons() {
        return LatenessReason.values();
    }

    public AppealStatus[] statuses() {
        return AppealStatus.values();
    }
}
