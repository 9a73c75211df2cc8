package ru.priyomnaya.post;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Letters that go by post, by API as on the screen. */
@RestController
@RequestMapping("/api/v1/post")
@PreAuthorize("hasAnyRole('REGISTRAR', 'DIRECTOR', 'AUDITOR')")
class PostApi {
    private final PostDesk desk;

    PostApi(PostDesk desk) {
        this.desk = desk;
    }

    record Made(UUID id) {}

    record Ids(@Nullable List<UUID> deliveries) {}

    record Track(@Nullable String track) {}

    @GetMapping
    List<PostDesk.PostLetter> waiting() {
        return desk.waiting();
    }

    @GetMapping("/registries")
    List<PostDesk.Registry> registries() {
        return desk.registries();
    }

    @PostMapping("/registries")
    @PreAuthorize("hasRole('REGISTRAR')")
    @ResponseStatus(HttpStatus.CREATED)
    Made make(@RequestBody Ids ids) {
        return new Made(desk.list(ids.deliveries() == null ? List.of() : ids.deliveries()));
    }

    @GetMapping("/registries/{id}")
    List<PostDesk.PostLetter> letters(@PathVariable UUID id) {
        return desk.of(id);
    }

    @PostMapping("/registries/{id}/letters/{delivery}")
    @PreAuthorize("hasRole('REGISTRAR')")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void posted(@PathVariable UUID id, @PathVariable UUID delivery, @RequestBody Track track) {
        desk.posted(id, delivery, track.track());
    }

    @PostMapping("/registries/{id}/letters/{delivery}/handed-over")
    @PreAuthorize("hasRole('REGISTRAR')")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void handedOver(@PathVariable UUID id, @PathVariable UUID delivery) {
        desk.handedOver(delivery);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(PostDesk.NoSuchRegistry e) {
        return ResponseEntity.of(ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, e.getMessage()))
                .build();
    }
}
