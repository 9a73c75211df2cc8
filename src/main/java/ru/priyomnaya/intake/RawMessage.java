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
 * @param source where it was fetched from, for the trace: a mailbox and a number in it, or null
 * @param refusal set when the channel already knows that the message cannot be read
 */
public record RawMessage(
        Channel channel,
        String externalId,
        String fingerprint,
        StoredDocument document,
        Instant receivedAt,
        @Nullable String source,
        @Nullable Refusal refusal) {
    public RawMessage(
            Channel channel,
            String externalId,
            String fingerprint,
            StoredDocument document,
            Instant receivedAt,
            @Nullable Refusal refusal) {
        this(channel, externalId, fingerprint, document, receivedAt, null, refusal);
    }

    /** Why a message goes straight to quarantine. */
    public record Refusal(String code, String reason) {}
}
