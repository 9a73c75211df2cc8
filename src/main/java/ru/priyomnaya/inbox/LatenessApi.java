package ru.priyomnaya.inbox;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import ru.priyomnaya.appeal.Lateness;
import ru.priyomnaya.appeal.LatenessReason;

/** Why an answer is late, by API. */
@RestController
@RequestMapping("/api/v1/appeals/{id}/lateness")
@PreAuthorize(Cards.READERS)
class LatenessApi {
    private final Lateness lateness;

    LatenessApi(Lateness lateness) {
        this.lateness = lateness;
    }

    /** @param explanation null as long as nobody has given one */
    record Late(boolean late, Lateness.@Nullable Explanation explanation) {}

    @GetMapping
    Late of(@PathVariable UUID id) {
        return new Late(lateness.isLate(id), lateness.of(id).orElse(null));
    }

    /** @param words what the reason alone does not say */
    record Explaining(
            @Nullable LatenessReason reason, @Nullable String words) {}

    @PostMapping
    Late explain(@PathVariable UUID id, @RequestBody Explaining explaining) {
        lateness.explain(
                id, explaining.reason() == null ? LatenessReason.UNKNOWN : explaining.reason(), explaining.words());
        return of(id);
    }
}
