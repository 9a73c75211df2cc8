package ru.priyomnaya.stand;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.access.Accounts;
import ru.priyomnaya.access.Department;
import ru.priyomnaya.access.Departments;
import ru.priyomnaya.access.People;
import ru.priyomnaya.access.PersonCard;
import ru.priyomnaya.access.Role;
import ru.priyomnaya.answer.SigningRights;
import ru.priyomnaya.appeal.AppealKind;
import ru.priyomnaya.assignment.Assigner;
import ru.priyomnaya.assignment.AssignmentRule;
import ru.priyomnaya.assignment.AssignmentRule.RuleForm;
import ru.priyomnaya.organization.Organizations;

/** The people of the demo, their departments and the rules by which appeals reach them. */
@Component
@ConditionalOnProperty("priyomnaya.stand.enabled")
@Order(2)
class DemoPeople implements ApplicationRunner {
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 12);
    static final String PASSWORD = "demo";

    private final Accounts accounts;
    private final People people;
    private final Departments departments;
    private final Assigner assigner;
    private final Organizations organizations;
    private final SigningRights rights;
    private final DemoSession session;

    DemoPeople(
            Accounts accounts,
            People people,
            Departments departments,
            Assigner assigner,
            Organizations organizations,
            SigningRights rights,
            DemoSession session) {
        this.accounts = accounts;
        this.people = people;
        this.departments = departments;
        this.assigner = assigner;
        this.organizations = organizations;
        this.rights = rights;
        this.session = session;
    }

    /** All of it or nothing: a demo that was ended in the middle begins again. */
    @Override
    @Transactional
    public void run(ApplicationArguments args) {
        if (people.existsByUsername("registrar")) {
            return;
        }
        var organization = organizations.first().id();
        var sales =
                departments.save(new Department(organization, "Отдел сбыта")).id();
        var metering = departments
                .save(new Department(organization, "Отдел учёта электроэнергии"))
                .id();
        person("registrar", "Белова", "Ольга", "Сергеевна", "Делопроизводитель", null, Role.REGISTRAR);
        person("executor", "Иванова", "Анна", "Петровна", "Специалист по сбыту", sales, Role.EXECUTOR);
        person("executor2", "Кузнецов", "Илья", "Андреевич", "Инженер по учёту", metering, Role.EXECUTOR);
        person("signer", "Морозов", "Виктор", "Николаевич", "Заместитель директора по сбыту", null, Role.SIGNER);
        person("director", "Орлова", "Елена", "Владимировна", "Директор", null, Role.DIRECTOR, Role.SIGNER);
        person("it", "Соколов", "Павел", "Игоревич", "Системный администратор", null, Role.IT);
        session.as("admin", () -> {
            var signer = people.findByUsername("signer").orElseThrow().id();
            rights.all().stream()
                    .filter(right -> right.personId().equals(signer))
                    .forEach(right -> rights.end(right.id()));
            rights.give(signer, FIRST_DAY, null, Set.of(), Set.of(), "№ 17 от 12.01.2026");
            for (var rule : List.of(
                    new RuleForm(
                            10,
                            null,
                            null,
                            null,
                            null,
                            null,
                            "счётчик, счетчик, показани, поверк, прибор учёта",
                            metering,
                            null),
                    new RuleForm(20, null, AppealKind.CLAIM, null, null, null, null, sales, null),
                    new RuleForm(
                            30,
                            null,
                            null,
                            null,
                            null,
                            null,
                            "тариф, начислен, квитанц, долг, оплат, перерасчёт",
                            sales,
                            null),
                    new RuleForm(
                            100, null, AppealKind.APPEAL, null, null, null, "отключ, напряжени, свет", sales, null))) {
                assigner.keepRule(new AssignmentRule(organization, rule));
            }
        });
    }

    private void person(
            String username,
            String last,
            String first,
            String middle,
            String position,
            @Nullable UUID department,
            Role... roles) {
        accounts.addUnchecked(
                username,
                PASSWORD,
                new PersonCard(
                        last,
                        first,
                        middle,
                        position,
                        "(48533) 2-14-" + (10 + people.count()),
                        username + "@demo.local",
                        department,
                        Set.of(roles),
                        true));
    }
}
