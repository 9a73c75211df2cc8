package ru.priyomnaya.console;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import ru.priyomnaya.access.People;
import ru.priyomnaya.access.Role;
import ru.priyomnaya.gis.Answerers;
import ru.priyomnaya.gis.ErrorPolicies;
import ru.priyomnaya.gis.ErrorPolicies.Treatment;
import ru.priyomnaya.gis.Exchange;
import ru.priyomnaya.gis.ExchangeDesk;
import ru.priyomnaya.gis.ExchangeFilter;
import ru.priyomnaya.gis.ExchangeState;
import ru.priyomnaya.gis.GisChannel;
import ru.priyomnaya.gis.GisDesk;
import ru.priyomnaya.gis.GisKeys;
import ru.priyomnaya.gis.GisProperties;
import ru.priyomnaya.gis.Operation;
import ru.priyomnaya.inbox.ScreenErrors;
import ru.priyomnaya.inbox.Shown;
import ru.priyomnaya.organization.Organizations;

/** The ГИС ЖКХ channel for IT staff: state, sign test, exchanges, employees, error codes. */
@Controller
@RequestMapping("/console/gis")
@PreAuthorize("hasAnyRole('REGISTRAR', 'IT', 'DIRECTOR', 'AUDITOR')")
class GisConsole {
    private static final int PAGE = 50;
    private static final String HOME = "/console/gis";

    private final GisProperties properties;
    private final GisChannel channel;
    private final GisKeys keys;
    private final GisDesk desk;
    private final ExchangeDesk exchanges;
    private final Answerers answerers;
    private final ErrorPolicies policies;
    private final People people;
    private final Organizations organizations;
    private final Shown shown;

    GisConsole(
            GisProperties properties,
            GisChannel channel,
            GisKeys keys,
            GisDesk desk,
            ExchangeDesk exchanges,
            Answerers answerers,
            ErrorPolicies policies,
            People people,
            Organizations organizations,
            Shown shown) {
        this.properties = properties;
        this.channel = channel;
        this.keys = keys;
        this.desk = desk;
        this.exchanges = exchanges;
        this.answerers = answerers;
        this.policies = policies;
        this.people = people;
        this.organizations = organizations;
        this.shown = shown;
    }

    @GetMapping
    String state(Model model) {
        model.addAttribute("settings", properties);
        model.addAttribute("stopped", channel.stopped().orElse(null));
        model.addAttribute("certificate", keys.certificate().orElse(null));
        model.addAttribute("skew", channel.clockSkew().orElse(null));
        model.addAttribute("open", exchanges.open());
        model.addAttribute("refusedActions", desk.refused());
        return "console/gis";
    }

    @PostMapping("/sign-test")
    @PreAuthorize("hasRole('IT')")
    String signTest(Model model) {
        model.addAttribute("steps", keys.test());
        return state(model);
    }

    @PostMapping("/resume")
    @PreAuthorize("hasRole('IT')")
    String resume(RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Обмен возобновлён", HOME, channel::resume);
    }

    @GetMapping("/exchanges")
    @PreAuthorize("hasAnyRole('REGISTRAR', 'IT', 'AUDITOR')")
    String exchanges(Asked asked, Days days, @RequestParam(defaultValue = "0") int page, Model model) {
        var list = exchanges.list(filter(asked, days), Math.max(0, page), PAGE);
        model.addAttribute("exchanges", list);
        model.addAttribute("asked", asked);
        model.addAttribute("days", days);
        model.addAttribute("operations", Operation.values());
        model.addAttribute("states", ExchangeState.values());
        model.addAttribute("page", page);
        model.addAttribute("hasNext", list.size() == PAGE);
        return "console/gis-exchanges";
    }

    /** As the filter form names them. */
    record Asked(
            @Nullable ExchangeState state,
            @Nullable Operation operation,
            @Nullable Boolean failed) {}

    private ExchangeFilter filter(Asked asked, Days days) {
        var zone = organizations.first().zone();
        return new ExchangeFilter(
                asked.state(),
                asked.operation(),
                Boolean.TRUE.equals(asked.failed()),
                days.begin(zone),
                days.end(zone));
    }

    /** The list as CSV, with the same filter. */
    @GetMapping("/exchanges/list.csv")
    @PreAuthorize("hasAnyRole('REGISTRAR', 'IT', 'AUDITOR')")
    void file(Asked asked, Days days, HttpServletResponse response) throws IOException {
        var filter = filter(asked, days);
        ListFile.send(
                response,
                "exchanges",
                List.of(
                        "Сообщение",
                        "Начат",
                        "Что",
                        "Состояние",
                        "Посылок",
                        "Опросов",
                        "Закончен",
                        "Код",
                        "Ошибка",
                        "Итог"),
                page -> exchanges.list(filter, page, ListFile.PAGE).stream()
                        .map(this::cells)
                        .toList());
    }

    private List<String> cells(Exchange exchange) {
        return List.of(
                exchange.message().toString(),
                shown.time(exchange.createdAt()),
                exchange.operation().inRussian(),
                exchange.state().inRussian(),
                String.valueOf(exchange.attempts()),
                String.valueOf(exchange.polls()),
                shown.time(exchange.finishedAt()),
                Objects.requireNonNullElse(exchange.errorCode(), ""),
                Objects.requireNonNullElse(exchange.error(), ""),
                Objects.requireNonNullElse(exchange.summary(), ""));
    }

    @GetMapping("/exchanges/{id}/request")
    @PreAuthorize("hasRole('ADMIN')")
    ResponseEntity<byte[]> request(@PathVariable UUID id) throws IOException {
        return xml(exchanges.raw(id, false), "request.xml");
    }

    @GetMapping("/exchanges/{id}/result")
    @PreAuthorize("hasRole('ADMIN')")
    ResponseEntity<byte[]> result(@PathVariable UUID id) throws IOException {
        return xml(exchanges.raw(id, true), "result.xml");
    }

    private static ResponseEntity<byte[]> xml(byte[] bytes, String name) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .body(bytes);
    }

    @ExceptionHandler(ExchangeDesk.NoSuchExchange.class)
    @ResponseStatus(HttpStatus.NOT_FOUND)
    String notFound(ExchangeDesk.NoSuchExchange e, Model model) {
        model.addAttribute("sentence", e.getMessage());
        return "error/404";
    }

    @GetMapping("/answerers")
    String answerers(Model model) {
        model.addAttribute("answerers", answerers.all());
        model.addAttribute("people", people.withAnyOf(Set.of(Role.EXECUTOR, Role.SIGNER)));
        model.addAttribute("settings", properties);
        return "console/gis-answerers";
    }

    @PostMapping("/answerers")
    @PreAuthorize("hasAnyRole('IT', 'REGISTRAR')")
    String name(
            @RequestParam String guid,
            @RequestParam(required = false) @Nullable UUID person,
            RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Сохранено", HOME + "/answerers", () -> {
            try {
                answerers.name(UUID.fromString(guid.strip()), person);
            } catch (IllegalArgumentException e) {
                throw guid.strip().length() == 36
                        ? e
                        : new IllegalArgumentException("Идентификатор — 36 знаков: 8-4-4-4-12 шестнадцатеричных", e);
            }
        });
    }

    @GetMapping("/errors")
    String errors(Model model) {
        model.addAttribute("policies", policies.all());
        model.addAttribute("treatments", Treatment.values());
        return "console/gis-errors";
    }

    @PostMapping("/errors")
    @PreAuthorize("hasRole('IT')")
    String change(
            @RequestParam String code,
            @RequestParam Treatment treatment,
            @RequestParam int pause,
            @RequestParam int most,
            RedirectAttributes redirect) {
        return ScreenErrors.act(
                redirect,
                "Правило для %s сохранено".formatted(code),
                HOME + "/errors",
                () -> policies.change(code, treatment, pause, most));
    }
}
