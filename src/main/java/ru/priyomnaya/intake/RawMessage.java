package ru.priyomnaya.intake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.document.StoredDocument;

/**
 * A message as received, its bytes on disk.
 *
 * @param externalId the other side's key, at most 998 characters
 * @param fingerprint tells apart different messages that claim one key; empty where the key is ours
 * @param refusal set when the channel already knows that the message cannot be read
 */
public record RawMessage(
        Channel channel,
        String externalId,
        String fingerprint,
        StoredDocument document,
        Instant receivedAt,
        @Nullable Refusal refusal) {
    /** Why a message goes straight to quarantine. */
    public record Refusal(String code, String reason) {}
}
