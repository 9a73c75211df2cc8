package ru.priyomnaya.console;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import ru.priyomnaya.routing.RouteDeployment;
import ru.priyomnaya.routing.RouteFiles;
import ru.priyomnaya.routing.RouteVersions;
import ru.priyomnaya.routing.Routes;

/** The routes by API: how each goes, its file, its versions; a change is tried before it works. */
@RestController
@RequestMapping("/api/v1/routes")
@PreAuthorize("hasAnyRole('IT', 'DIRECTOR', 'AUDITOR')")
class RouteApi {
    private final Routes routes;
    private final RouteFiles files;
    private final RouteDeployment deployment;
    private final RouteVersions versions;

    RouteApi(Routes routes, RouteFiles files, RouteDeployment deployment, RouteVersions versions) {
        this.routes = routes;
        this.files = files;
        this.deployment = deployment;
        this.versions = versions;
    }

    @GetMapping
    List<Routes.RouteView> routes() {
        return routes.all();
    }

    /** @param problems of the text in the folder, when another one runs */
    record FileView(
            String file, @Nullable String running, List<String> problems, List<RouteVersions.Version> versions) {}

    @GetMapping("/files/{file}")
    FileView file(@PathVariable String file) {
        var running = files.running(file).map(RouteFiles.Running::yaml).orElse(null);
        return new FileView(file, running, files.problems().getOrDefault(file, List.of()), versions.of(file));
    }

    record Text(@Nullable String yaml, @Nullable String comment) {
        String given() {
            if (yaml == null) {
                throw new IllegalArgumentException("Нужен текст маршрута: yaml");
            }
            return yaml;
        }
    }

    /** Changes nothing. */
    @PostMapping("/files/{file}/try")
    @PreAuthorize("hasRole('IT')")
    RouteFiles.Trial tried(@PathVariable String file, @RequestBody Text text) {
        return files.trial(file, text.given().replace("\r\n", "\n"));
    }

    record Done(RouteDeployment.Outcome outcome) {}

    /** REPLACED, or PROPOSED where a second person has to confirm. */
    @PutMapping("/files/{file}")
    @PreAuthorize("hasRole('IT')")
    Done replace(@PathVariable String file, @RequestBody Text text) throws IOException {
        var comment = text.comment();
        return new Done(deployment.deploy(file, text.given(), comment == null ? "" : comment));
    }

    @PostMapping("/versions/{id}/restore")
    @PreAuthorize("hasRole('IT')")
    Done restore(@PathVariable long id) throws IOException {
        return new Done(deployment.restore(id));
    }

    @PostMapping("/versions/{id}/confirm")
    @PreAuthorize("hasRole('IT')")
    void confirm(@PathVariable long id) throws IOException {
        deployment.confirm(id);
    }

    @PostMapping("/versions/{id}/reject")
    @PreAuthorize("hasRole('IT')")
    void reject(@PathVariable long id) {
        deployment.reject(id);
    }

    record Told(Routes.@Nullable Command command) {}

    /** START, STOP, SUSPEND or RESUME; waits for what is in flight. */
    @PostMapping("/{route}/tell")
    @PreAuthorize("hasRole('IT')")
    void tell(@PathVariable String route, @RequestBody Told told) {
        if (told.command() == null) {
            throw new IllegalArgumentException("Нужна команда: START, STOP, SUSPEND или RESUME");
        }
        routes.tell(route, told.command());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(RouteFiles.Refused e) {
        return problem(HttpStatus.UNPROCESSABLE_CONTENT, "ROUTE-010", e);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(IllegalStateException e) {
        return problem(HttpStatus.CONFLICT, "API-409", e);
    }

    private static ResponseEntity<ProblemDetail> problem(HttpStatus status, String code, RuntimeException e) {
        var problem = ProblemDetail.forStatusAndDetail(status, String.valueOf(e.getMessage()));
        problem.setProperty("code", code);
        return ResponseEntity.of(problem).build();
    }
}
