package ru.priyomnaya.console;

import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import ru.priyomnaya.antivirus.AntivirusProperties;
import ru.priyomnaya.dispatch.Outbox;
import ru.priyomnaya.gis.GisChannel;
import ru.priyomnaya.gis.GisProperties;
import ru.priyomnaya.intake.Quarantine;
import ru.priyomnaya.mailbox.MailboxChecks;
import ru.priyomnaya.mailbox.MailboxProperties;
import ru.priyomnaya.routing.ChannelPulse;
import ru.priyomnaya.routing.RouteFiles;
import ru.priyomnaya.routing.Routes;

/** What is switched on, what is missing, when each route last succeeded. */
@Controller
@PreAuthorize("hasAnyRole('IT', 'DIRECTOR', 'AUDITOR')")
class ChannelScreens {
    private final Routes routes;
    private final RouteFiles files;
    private final ChannelPulse pulse;
    private final MailboxProperties mailbox;
    private final MailboxChecks checks;
    private final AntivirusProperties antivirus;
    private final GisProperties gis;
    private final GisChannel gisChannel;
    private final Quarantine quarantine;
    private final Outbox outbox;

    ChannelScreens(
            Routes routes,
            RouteFiles files,
            ChannelPulse pulse,
            MailboxProperties mailbox,
            MailboxChecks checks,
            AntivirusProperties antivirus,
            GisProperties gis,
            GisChannel gisChannel,
            Quarantine quarantine,
            Outbox outbox) {
        this.routes = routes;
        this.files = files;
        this.pulse = pulse;
        this.mailbox = mailbox;
        this.checks = checks;
        this.antivirus = antivirus;
        this.gis = gis;
        this.gisChannel = gisChannel;
        this.quarantine = quarantine;
        this.outbox = outbox;
    }

    @GetMapping("/console/channels")
    String channels(Model model) {
        model.addAttribute("routes", routes.all());
        model.addAttribute("problems", files.problems());
        model.addAttribute("pulses", pulse.all());
        model.addAttribute("mailbox", mailbox);
        model.addAttribute("checks", checks.all());
        model.addAttribute("antivirus", antivirus);
        model.addAttribute("gis", gis);
        model.addAttribute("gisStopped", gisChannel.stopped().orElse(null));
        model.addAttribute("quarantined", quarantine.waiting());
        model.addAttribute("needPerson", outbox.needPerson());
        return "console/channels";
    }
}
