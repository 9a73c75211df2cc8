package ru.priyomnaya.console;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import ru.priyomnaya.access.Accounts;
import ru.priyomnaya.access.Department;
import ru.priyomnaya.access.Departments;
import ru.priyomnaya.access.PasswordRules;
import ru.priyomnaya.access.People;
import ru.priyomnaya.access.Person;
import ru.priyomnaya.access.PersonCard;
import ru.priyomnaya.access.Role;
import ru.priyomnaya.inbox.ScreenErrors;
import ru.priyomnaya.organization.Organizations;

/** People, their roles, and departments. */
@Controller
@RequestMapping("/console/people")
@PreAuthorize("hasRole('ADMIN')")
class PeopleScreens {
    private static final String LIST = "/console/people";

    private final People people;
    private final Departments departments;
    private final Accounts accounts;
    private final Organizations organizations;
    private final PasswordRules rules;

    PeopleScreens(
            People people,
            Departments departments,
            Accounts accounts,
            Organizations organizations,
            PasswordRules rules) {
        this.rules = rules;
        this.people = people;
        this.departments = departments;
        this.accounts = accounts;
        this.organizations = organizations;
    }

    /** As typed; an empty password leaves the old one. */
    record PersonForm(
            @Nullable String username,
            @Nullable String password,
            @Nullable String lastName,
            @Nullable String firstName,
            @Nullable String middleName,
            @Nullable String position,
            @Nullable String phone,
            @Nullable String email,
            @Nullable UUID departmentId,
            @Nullable Set<Role> roles,
            boolean enabled) {
        static PersonForm empty() {
            return new PersonForm(null, null, null, null, null, null, null, null, null, Set.of(Role.EXECUTOR), true);
        }

        static PersonForm of(Person person) {
            var card = person.card();
            return new PersonForm(
                    person.username(),
                    null,
                    card.lastName(),
                    card.firstName(),
                    card.middleName(),
                    card.position(),
                    card.phone(),
                    card.email(),
                    card.departmentId(),
                    card.roles(),
                    card.enabled());
        }

        PersonCard card() {
            if (lastName == null || lastName.isBlank()) {
                throw new IllegalArgumentException("Укажите фамилию");
            }
            return new PersonCard(
                    lastName.strip(),
                    blankToNull(firstName),
                    blankToNull(middleName),
                    blankToNull(position),
                    blankToNull(phone),
                    blankToNull(email),
                    departmentId,
                    Objects.requireNonNullElseGet(roles, () -> EnumSet.noneOf(Role.class)),
                    enabled);
        }

        private static @Nullable String blankToNull(@Nullable String value) {
            return value == null || value.isBlank() ? null : value.strip();
        }
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute("people", people.findAllByOrderByLastNameAscFirstNameAsc());
        model.addAttribute("departments", departments.findAllByOrderByName());
        model.addAttribute(
                "departmentNames",
                departments.findAllByOrderByName().stream()
                        .collect(Collectors.toMap(Department::id, Department::name)));
        return "console/people";
    }

    @GetMapping("/new")
    String fresh(Model model) {
        return form(model, null, PersonForm.empty());
    }

    @GetMapping("/{id}")
    String existing(@PathVariable UUID id, Model model) {
        return form(model, id, PersonForm.of(people.findById(id).orElseThrow(Accounts.NoSuchPerson::new)));
    }

    private String form(Model model, @Nullable UUID id, PersonForm form) {
        model.addAttribute("id", id);
        model.addAttribute("person", form);
        model.addAttribute("account", id == null ? null : people.findById(id).orElseThrow(Accounts.NoSuchPerson::new));
        model.addAttribute("shortest", rules.shortest());
        model.addAttribute("roles", Role.values());
        model.addAttribute("departments", departments.findAllByOrderByName());
        return "console/person";
    }

    @PostMapping("/new")
    String add(PersonForm form, Model model, RedirectAttributes redirect) {
        try {
            accounts.add(
                    Objects.requireNonNullElse(PersonForm.blankToNull(form.username()), ""),
                    Objects.requireNonNullElse(form.password(), ""),
                    form.card());
            redirect.addFlashAttribute("done", "Сотрудник добавлен");
            return "redirect:" + LIST;
        } catch (IllegalArgumentException e) {
            model.addAttribute("refused", e.getMessage());
            return form(model, null, form);
        }
    }

    @PostMapping("/{id}")
    String change(@PathVariable UUID id, PersonForm form, Model model, RedirectAttributes redirect) {
        try {
            accounts.change(id, form.card(), form.password());
            redirect.addFlashAttribute("done", "Сохранено");
            return "redirect:" + LIST;
        } catch (IllegalArgumentException e) {
            model.addAttribute("refused", e.getMessage());
            return form(model, id, form);
        }
    }

    @PostMapping("/departments")
    String addDepartment(@RequestParam String name, RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Отдел добавлен", LIST, () -> {
            if (name.isBlank()) {
                throw new IllegalArgumentException("Назовите отдел");
            }
            departments.save(new Department(organizations.first().id(), name.strip()));
        });
    }

    @PostMapping("/departments/{id}")
    String changeDepartment(
            @PathVariable UUID id,
            @RequestParam String name,
            @RequestParam(required = false) @Nullable UUID head,
            RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Отдел сохранён", LIST, () -> {
            if (name.isBlank()) {
                throw new IllegalArgumentException("Назовите отдел");
            }
            var department = departments.findById(id).orElseThrow(() -> new IllegalArgumentException("Нет отдела"));
            department.change(name.strip(), head);
            departments.save(department);
        });
    }
}
