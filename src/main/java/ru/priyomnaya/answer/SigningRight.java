package ru.priyomnaya.answer;

import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import ru.priyomnaya.appeal.Appeal;
import ru.priyomnaya.appeal.AppealKind;
import ru.priyomnaya.appeal.Channel;

/**
 * A person's right to sign [право подписи] (S5).
 *
 * @param validUntil the last day, or null while it lasts
 * @param channels of the appeals whose answers they sign; empty: all
 * @param kinds of those appeals; empty: all
 * @param attorney number and date of the power of attorney [доверенность], as the letter names it; null for one by office
 */
public record SigningRight(
        UUID id,
        UUID personId,
        LocalDate validFrom,
        @Nullable LocalDate validUntil,
        Set<Channel> channels,
        Set<AppealKind> kinds,
        @Nullable String attorney) {

    boolean covers(Appeal appeal, LocalDate day) {
        return isInForce(day)
                && (channels.isEmpty() || channels.contains(appeal.origin().channel()))
                && (kinds.isEmpty() || kinds.contains(appeal.kind()));
    }

    public boolean isInForce(LocalDate day) {
        return !day.isBefore(validFrom) && (validUntil == null || !day.isAfter(validUntil));
    }

    /** «Почта, ГИС ЖКХ; Жалоба», or «любые обращения». */
    public String scope() {
        var parts = java.util.stream.Stream.of(
                        channels.stream().map(Channel::inRussian).sorted().collect(Collectors.joining(", ")),
                        kinds.stream().map(AppealKind::inRussian).sorted().collect(Collectors.joining(", ")))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
        return parts.isEmpty() ? "любые обращения" : parts;
    }
}
