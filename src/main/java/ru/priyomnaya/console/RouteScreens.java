package ru.priyomnaya.console;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
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
import ru.priyomnaya.inbox.ScreenErrors;
import ru.priyomnaya.routing.LineChange;
import ru.priyomnaya.routing.RouteDeployment;
import ru.priyomnaya.routing.RouteDrawing;
import ru.priyomnaya.routing.RouteFiles;
import ru.priyomnaya.routing.RouteVersions;
import ru.priyomnaya.routing.Routes;

/** The routes: how each goes, its file, its versions; a change is tried before it works. */
@Controller
@RequestMapping("/console/routes")
@PreAuthorize("hasAnyRole('IT', 'DIRECTOR', 'AUDITOR')")
class RouteScreens {
    private static final String LIST = "/console/routes";
    private static final Map<Routes.Command, String> DONE = Map.of(
            Routes.Command.START, "Маршрут запущен",
            Routes.Command.STOP, "Маршрут остановлен",
            Routes.Command.SUSPEND, "Маршрут приостановлен",
            Routes.Command.RESUME, "Маршрут снова работает");

    private final Routes routes;
    private final RouteFiles files;
    private final RouteDeployment deployment;
    private final RouteVersions versions;

    RouteScreens(Routes routes, RouteFiles files, RouteDeployment deployment, RouteVersions versions) {
        this.routes = routes;
        this.files = files;
        this.deployment = deployment;
        this.versions = versions;
    }

    /** A change that waits for a second person. */
    record Proposal(RouteVersions.Version version, List<LineChange> changes) {}

    @GetMapping
    String list(Model model) {
        model.addAttribute("routes", routes.all());
        model.addAttribute("running", files.running());
        model.addAttribute("problems", files.problems());
        model.addAttribute("directory", files.directory());
        return "console/routes";
    }

    @GetMapping("/{file}")
    String file(@PathVariable String file, Model model) {
        var known = versions.of(file);
        var runs = files.running(file).orElse(null);
        if (runs == null && known.isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "Такого файла нет");
        }
        var yaml = runs == null ? known.get(0).yaml() : runs.yaml();
        model.addAttribute("file", file);
        model.addAttribute("yaml", yaml);
        model.addAttribute("runs", runs != null);
        model.addAttribute("drawings", RouteDrawing.of(yaml));
        model.addAttribute(
                "states",
                routes.all().stream()
                        .filter(route -> runs != null && runs.ids().contains(route.id()))
                        .toList());
        model.addAttribute("problems", files.problems().getOrDefault(file, List.of()));
        model.addAttribute("versions", known);
        model.addAttribute(
                "proposals",
                known.stream()
                        .filter(version -> version.state() == RouteVersions.State.PROPOSED)
                        .map(version ->
                                new Proposal(version, LineChange.between(runs == null ? "" : yaml, version.yaml())))
                        .toList());
        return "console/route";
    }

    /** What would change, and what came of trying it; nothing is changed yet. */
    @PostMapping("/{file}/try")
    @PreAuthorize("hasRole('IT')")
    String tried(@PathVariable String file, @RequestParam String yaml, Model model) {
        var text = yaml.replace("\r\n", "\n");
        var before = files.running(file).map(RouteFiles.Running::yaml).orElse("");
        model.addAttribute("file", file);
        model.addAttribute("yaml", text);
        model.addAttribute("trial", files.trial(file, text));
        model.addAttribute("changes", LineChange.between(before, text));
        model.addAttribute("same", before.equals(text));
        return "console/route-trial";
    }

    @PostMapping("/{file}")
    @PreAuthorize("hasRole('IT')")
    String deploy(
            @PathVariable String file,
            @RequestParam String yaml,
            @RequestParam(defaultValue = "") String comment,
            RedirectAttributes redirect) {
        return change(redirect, "Маршрут заменён", file, () -> deployment.deploy(file, yaml, comment));
    }

    @PostMapping("/{file}/restore")
    @PreAuthorize("hasRole('IT')")
    String restore(@PathVariable String file, @RequestParam long version, RedirectAttributes redirect) {
        return change(redirect, "Редакция возвращена", file, () -> deployment.restore(version));
    }

    private interface Change {
        RouteDeployment.Outcome make() throws IOException;
    }

    private static String change(RedirectAttributes redirect, String replaced, String file, Change change) {
        return ScreenErrors.act(redirect, replaced, page(file), () -> {
            if (change.make() == RouteDeployment.Outcome.PROPOSED) {
                redirect.addFlashAttribute("proposed", true);
            }
        });
    }

    @PostMapping("/{file}/confirm")
    @PreAuthorize("hasRole('IT')")
    String confirm(@PathVariable String file, @RequestParam long version, RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Маршрут заменён", page(file), () -> deployment.confirm(version));
    }

    @PostMapping("/{file}/reject")
    @PreAuthorize("hasRole('IT')")
    String reject(@PathVariable String file, @RequestParam long version, RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Изменение отклонено", page(file), () -> deployment.reject(version));
    }

    @PostMapping("/{file}/tell")
    @PreAuthorize("hasRole('IT')")
    String tell(
            @PathVariable String file,
            @RequestParam String route,
            @RequestParam Routes.Command command,
            RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, DONE.get(command), page(file), () -> routes.tell(route, command));
    }

    private static String page(String file) {
        return LIST + "/" + file;
    }
}
