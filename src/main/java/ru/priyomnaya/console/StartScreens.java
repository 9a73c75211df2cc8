package ru.priyomnaya.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.core.env.Environment;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import ru.priyomnaya.access.People;
import ru.priyomnaya.access.Role;
import ru.priyomnaya.alarm.AlarmTelling;
import ru.priyomnaya.assignment.AssignmentRules;
import ru.priyomnaya.probe.ProbedChannel;
import ru.priyomnaya.probe.ProbedChannels;
import ru.priyomnaya.worktime.WorkCalendar;

/** What a new installation still lacks, in the order in which it is put right. */
@Controller
@PreAuthorize("hasAnyRole('IT', 'DIRECTOR', 'AUDITOR')")
class StartScreens {
    private final People people;
    private final AssignmentRules rules;
    private final List<ProbedChannels> rooms;
    private final AlarmTelling alarms;
    private final WorkCalendar calendar;
    private final Environment environment;

    StartScreens(
            People people,
            AssignmentRules rules,
            List<ProbedChannels> rooms,
            AlarmTelling alarms,
            WorkCalendar calendar,
            Environment environment) {
        this.people = people;
        this.rules = rules;
        this.rooms = rooms;
        this.alarms = alarms;
        this.calendar = calendar;
        this.environment = environment;
    }

    /**
     * @param how what to do, Russian
     * @param link where it is done; empty for what is set in files
     */
    record Step(String what, boolean done, boolean optional, String how, String link) {
        static Step needed(String what, boolean done, String how, String link) {
            return new Step(what, done, false, how, link);
        }
    }

    @GetMapping("/console/start")
    String start(Model model) {
        var steps = steps();
        model.addAttribute("steps", steps);
        model.addAttribute(
                "left",
                steps.stream().filter(step -> !step.done() && !step.optional()).count());
        return "console/start";
    }

    private List<Step> steps() {
        var steps = new ArrayList<Step>();
        steps.add(Step.needed(
                "Организация названа",
                environment.containsProperty("priyomnaya.organization.name"),
                "Задайте priyomnaya.organization.name, .address, .phone: они стоят на бланке",
                ""));
        steps.add(Step.needed(
                "Есть исполнители",
                !people.withAnyOf(Set.of(Role.EXECUTOR)).isEmpty(),
                "Добавьте сотрудников с ролью «Исполнитель»",
                "/console/people"));
        steps.add(Step.needed(
                "Есть подписант",
                !people.withAnyOf(Set.of(Role.SIGNER)).isEmpty(),
                "Добавьте сотрудника с ролью «Подписант» и дайте ему право подписи",
                "/console/signing"));
        steps.add(Step.needed(
                "Обращения распределяются",
                !rules.findAllByOrderByPosition().isEmpty(),
                "Заведите правило без условий: оно для всех, кого не узнали другие правила",
                "/console/rules"));
        for (var room : rooms) {
            room.all().forEach(channel -> steps.add(channel(channel)));
        }
        steps.add(Step.needed(
                "Ссылки для заявителей верны",
                environment.containsProperty("priyomnaya.website.public-url"),
                "Задайте priyomnaya.website.public-url: адрес, под которым заявители видят формы и состояние обращения",
                ""));
        steps.add(Step.needed(
                "О тревогах узнают",
                !alarms.ways().isEmpty(),
                "Задайте priyomnaya.alarm.email или priyomnaya.alarm.webhook.url",
                "/console/alarms"));
        steps.add(Step.needed(
                "Производственный календарь есть",
                calendar.warning().isEmpty(),
                "Загрузите календарь на следующий год",
                "/console/calendar"));
        return steps;
    }

    private static Step channel(ProbedChannel channel) {
        return new Step(
                channel.title(),
                channel.isConfigured(),
                true,
                channel.toConfigure(),
                "/console/channels/" + channel.id());
    }
}
