package ru.priyomnaya.appeal;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import org.jspecify.annotations.Nullable;

/**
 * Where an appeal came from, with what is needed to answer there. Plain values: no channel is imported.
 *
 * @param externalId the other side's own key, at most 998 characters (a line of RFC 5322): a Message-ID, an Idempotency-Key,
 *     an AppealGUID
 * @param replyTo the address that asked for answers, where there is one
 */
@Embeddable
public record Origin(
        @Enumerated(EnumType.STRING) @Column(name = "channel")
        Channel channel,

        @Column(name = "external_id") String externalId,
        @Column(name = "reply_to") @Nullable String replyTo) {}
