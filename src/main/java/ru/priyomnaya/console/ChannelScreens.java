package ru.priyomnaya.console;

import java.util.List;
import java.util.TreeMap;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import ru.priyomnaya.dispatch.Outbox;
import ru.priyomnaya.inbox.ScreenErrors;
import ru.priyomnaya.intake.Quarantine;
import ru.priyomnaya.mailbox.MailboxChecks;
import ru.priyomnaya.probe.ProbedChannel;
import ru.priyomnaya.probe.ProbedChannels;
import ru.priyomnaya.routing.ChannelPulse;
import ru.priyomnaya.routing.RouteFiles;
import ru.priyomnaya.routing.Routes;

/** What is switched on, what is missing, when each channel last succeeded, and a test of each. */
@Controller
@RequestMapping("/console/channels")
@PreAuthorize("hasAnyRole('IT', 'DIRECTOR', 'AUDITOR')")
class ChannelScreens {
    private final List<ProbedChannels> rooms;
    private final Routes routes;
    private final RouteFiles files;
    private final ChannelPulse pulse;
    private final MailboxChecks checks;
    private final Quarantine quarantine;
    private final Outbox outbox;
    private final JdbcClient jdbc;

    ChannelScreens(
            List<ProbedChannels> rooms,
            Routes routes,
            RouteFiles files,
            ChannelPulse pulse,
            MailboxChecks checks,
            Quarantine quarantine,
            Outbox outbox,
            JdbcClient jdbc) {
        this.rooms = rooms;
        this.routes = routes;
        this.files = files;
        this.pulse = pulse;
        this.checks = checks;
        this.quarantine = quarantine;
        this.outbox = outbox;
        this.jdbc = jdbc;
    }

    @GetMapping
    String channels(Model model) {
        model.addAttribute("channels", channels());
        model.addAttribute("problems", files.problems());
        model.addAttribute("pulses", pulse.all());
        model.addAttribute("checks", checks.all());
        model.addAttribute("quarantined", quarantine.waiting());
        model.addAttribute("unread", quarantine.unread());
        model.addAttribute("needPerson", outbox.needPerson());
        model.addAttribute("waiting", outbox.waiting());
        return "console/channels";
    }

    private List<ProbedChannel> channels() {
        return rooms.stream().flatMap(room -> room.all().stream()).toList();
    }

    @GetMapping("/{id}")
    String channel(@PathVariable String id, Model model) {
        var channel = channels().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "Такого канала нет"));
        model.addAttribute("channel", channel);
        var waiting = new TreeMap<String, Long>();
        channel.backlog()
                .forEach((what, count) ->
                        waiting.put(what, jdbc.sql(count).query(Long.class).single()));
        model.addAttribute("waiting", waiting);
        var serving = routes.all().stream()
                .filter(route -> channel.routes().contains(route.id()))
                .toList();
        model.addAttribute("routes", serving);
        model.addAttribute(
                "runs", serving.stream().anyMatch(route -> route.state().equals("Started")));
        model.addAttribute(
                "paused", serving.stream().anyMatch(route -> route.state().equals("Suspended")));
        model.addAttribute(
                "pulses",
                pulse.all().stream()
                        .filter(one -> channel.pulses().contains(one.channel()))
                        .toList());
        return "console/channel";
    }

    /** All its routes; what is in flight ends first. */
    @PostMapping("/{id}/tell")
    @PreAuthorize("hasRole('IT')")
    String tell(@PathVariable String id, @RequestParam Routes.Command command, RedirectAttributes redirect) {
        var mine = channels().stream()
                .filter(one -> one.id().equals(id))
                .flatMap(one -> one.routes().stream())
                .toList();
        return ScreenErrors.act(
                redirect,
                command == Routes.Command.SUSPEND ? "Канал приостановлен" : "Канал снова работает",
                "/console/channels/" + id,
                () -> routes.all().stream()
                        .map(Routes.RouteView::id)
                        .filter(mine::contains)
                        .forEach(route -> routes.tell(route, command)));
    }

    /** Looks and changes nothing; seconds. */
    @PostMapping("/{id}/test")
    @PreAuthorize("hasRole('IT')")
    String test(@PathVariable String id, Model model) {
        var page = channel(id, model);
        var channel = (ProbedChannel) model.getAttribute("channel");
        if (channel != null && channel.isConfigured()) {
            model.addAttribute("steps", channel.test().run());
        }
        return page;
    }
}
