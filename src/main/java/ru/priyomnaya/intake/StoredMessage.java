package ru.priyomnaya.intake;

import java.time.Instant;
import ru.priyomnaya.appeal.Channel;

/**
 * A message in the intake log.
 *
 * @param attempts how often its reading was begun, this time included
 */
public record StoredMessage(
        long id, Channel channel, String externalId, String sha256, long size, Instant receivedAt, int attempts) {}
