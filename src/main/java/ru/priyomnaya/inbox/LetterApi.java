package ru.priyomnaya.inbox;

import java.io.IOException;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import ru.priyomnaya.dispatch.DeliveryView;
import ru.priyomnaya.dispatch.Outbox;
import ru.priyomnaya.intake.Facts;
import ru.priyomnaya.mailbox.LetterDesk;

/** What a person puts right about a letter, by API. */
@RestController
@RequestMapping("/api/v1")
class LetterApi {
    private final LetterDesk letters;
    private final Cards cards;
    private final Outbox outbox;

    LetterApi(LetterDesk letters, Cards cards, Outbox outbox) {
        this.letters = letters;
        this.cards = cards;
        this.outbox = outbox;
    }

    /** What the reader found out beside the text: the true applicant behind a forwarded letter, the verdict on a signature. */
    @GetMapping("/appeals/{id}/letter")
    @PreAuthorize(Cards.READERS)
    Facts letter(@PathVariable UUID id) {
        return letters.facts(cards.open(id).id());
    }

    /** @param charset {@code windows-1251}, {@code KOI8-R} and the like */
    record Reading(@Nullable String charset) {}

    @PostMapping("/appeals/{id}/reread")
    @PreAuthorize(Cards.WORKERS)
    AppealDetails reread(@PathVariable UUID id, @RequestBody Reading reading) throws IOException {
        letters.reread(id, Objects.requireNonNullElse(reading.charset(), ""));
        return cards.open(id);
    }

    @PostMapping("/appeals/{id}/accept-proposed")
    @PreAuthorize(Cards.WORKERS)
    AppealDetails acceptProposed(@PathVariable UUID id) {
        letters.acceptProposed(id);
        return cards.open(id);
    }

    record Return(@Nullable String reason) {}

    /** A person read in a report that it came back. */
    @PostMapping("/deliveries/{id}/returned")
    @PreAuthorize(Cards.WORKERS)
    DeliveryView returned(@PathVariable UUID id, @RequestBody Return said) {
        outbox.markReturned(id, Objects.requireNonNullElse(said.reason(), ""));
        return outbox.view(id);
    }
}
