package ru.priyomnaya.console;

import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import ru.priyomnaya.access.Department;
import ru.priyomnaya.access.Departments;
import ru.priyomnaya.access.People;
import ru.priyomnaya.access.Person;
import ru.priyomnaya.access.Role;
import ru.priyomnaya.appeal.AppealKind;
import ru.priyomnaya.appeal.Applicant.ApplicantType;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.appeal.Classifier;
import ru.priyomnaya.assignment.Assigner;
import ru.priyomnaya.assignment.AssignmentRule;
import ru.priyomnaya.assignment.AssignmentRule.RuleForm;
import ru.priyomnaya.inbox.ScreenErrors;
import ru.priyomnaya.organization.Organizations;

/** Who answers what. */
@Controller
@RequestMapping("/console/rules")
@PreAuthorize("hasRole('ADMIN')")
class RuleScreens {
    private static final String LIST = "/console/rules";

    private final Assigner assigner;
    private final People people;
    private final Departments departments;
    private final Classifier classifier;
    private final Organizations organizations;

    RuleScreens(
            Assigner assigner,
            People people,
            Departments departments,
            Classifier classifier,
            Organizations organizations) {
        this.assigner = assigner;
        this.people = people;
        this.departments = departments;
        this.classifier = classifier;
        this.organizations = organizations;
    }

    @GetMapping
    String list(Model model) {
        var executors = people.withAnyOf(Set.of(Role.EXECUTOR));
        var all = departments.findAllByOrderByName();
        model.addAttribute("rules", assigner.allRules());
        model.addAttribute("executors", executors);
        model.addAttribute("departments", all);
        model.addAttribute(
                "executorNames", executors.stream().collect(Collectors.toMap(Person::id, Person::shortName)));
        model.addAttribute("departmentNames", all.stream().collect(Collectors.toMap(Department::id, Department::name)));
        model.addAttribute("channels", Channel.values());
        model.addAttribute("kinds", AppealKind.values());
        model.addAttribute("types", ApplicantType.values());
        model.addAttribute("topicNames", classifier.names());
        return "console/rules";
    }

    @PostMapping
    String add(RuleForm form, RedirectAttributes redirect) {
        return ScreenErrors.act(
                redirect,
                "Правило добавлено",
                LIST,
                () -> assigner.keepRule(new AssignmentRule(organizations.first().id(), form)));
    }

    @PostMapping("/{id}/remove")
    String remove(@PathVariable UUID id, RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Правило удалено", LIST, () -> assigner.removeRule(id));
    }
}
