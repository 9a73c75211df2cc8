package ru.priyomnaya.console;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import ru.priyomnaya.alarm.AlarmTelling;
import ru.priyomnaya.alarm.Alarms;
import ru.priyomnaya.concern.Stuck;
import ru.priyomnaya.concern.StuckFinder;
import ru.priyomnaya.inbox.ScreenErrors;
import ru.priyomnaya.node.Leases;
import ru.priyomnaya.node.Nodes;

/** Alarms, what is stuck, the gateways on this database. */
@Controller
@PreAuthorize("hasAnyRole('IT', 'DIRECTOR', 'AUDITOR')")
class WatchScreens {
    private static final String ALARMS = "/console/alarms";
    private static final String NODES = "/console/nodes";

    private final Alarms alarms;
    private final AlarmTelling telling;
    private final List<StuckFinder> finders;
    private final Nodes nodes;
    private final Leases leases;

    WatchScreens(Alarms alarms, AlarmTelling telling, List<StuckFinder> finders, Nodes nodes, Leases leases) {
        this.alarms = alarms;
        this.telling = telling;
        this.finders = finders;
        this.nodes = nodes;
        this.leases = leases;
    }

    /** One finder's findings. */
    record Pile(String what, long minutes, List<Stuck> found) {}

    @GetMapping(ALARMS)
    String alarms(Model model) {
        model.addAttribute("standing", alarms.standing());
        model.addAttribute("past", alarms.past());
        model.addAttribute("ways", telling.ways());
        model.addAttribute(
                "piles",
                finders.stream()
                        .map(finder -> new Pile(finder.what(), finder.patience().toMinutes(), finder.find()))
                        .filter(pile -> !pile.found().isEmpty())
                        .toList());
        return "console/alarms";
    }

    @PostMapping(ALARMS + "/test")
    @PreAuthorize("hasRole('IT')")
    String test(RedirectAttributes redirect) {
        var failed = telling.test().entrySet().stream()
                .filter(way -> !way.getValue().isEmpty())
                .map(way -> way.getKey() + ": " + way.getValue())
                .collect(Collectors.joining("; "));
        redirect.addFlashAttribute(
                failed.isEmpty() ? "done" : "refused",
                failed.isEmpty() ? "Проверочная тревога отправлена" : "Проверочная тревога не дошла: " + failed);
        return "redirect:" + ALARMS;
    }

    @GetMapping(NODES)
    String nodes(Model model) {
        model.addAttribute("nodes", nodes.all());
        model.addAttribute("mine", nodes.id());
        model.addAttribute("leases", leases.all());
        return "console/nodes";
    }

    @PostMapping(NODES + "/{id}/forget")
    @PreAuthorize("hasRole('IT')")
    String forget(@PathVariable String id, RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Узел убран", NODES, () -> nodes.forget(id));
    }
}
