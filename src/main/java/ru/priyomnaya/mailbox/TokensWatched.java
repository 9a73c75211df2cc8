package ru.priyomnaya.mailbox;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import ru.priyomnaya.concern.Concern;
import ru.priyomnaya.concern.ConcernKind;
import ru.priyomnaya.concern.Remaining;
import ru.priyomnaya.concern.Watched;

/** Secrets of mailboxes whose end IT has told us. */
@Component
class TokensWatched implements Watched {
    private final Mailboxes mailboxes;
    private final Clock clock;

    TokensWatched(Mailboxes mailboxes, Clock clock) {
        this.mailboxes = mailboxes;
        this.clock = clock;
    }

    @Override
    public String watches() {
        return "Ключи почтовых ящиков";
    }

    @Override
    public List<Concern> concerns() {
        return mailboxes.all().stream()
                .filter(box -> box.oauth().expires() != null)
                .map(box -> Remaining.of(
                        ConcernKind.TOKEN,
                        box.name(),
                        "Ключ доступа к ящику " + box.name(),
                        Objects.requireNonNull(box.oauth().expires())
                                .atStartOfDay(ZoneOffset.UTC)
                                .toInstant(),
                        clock.instant()))
                .flatMap(Optional::stream)
                .toList();
    }
}
