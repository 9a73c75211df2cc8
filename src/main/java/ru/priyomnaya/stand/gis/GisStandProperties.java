package ru.priyomnaya.stand.gis;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code priyomnaya.stand.gis.*}
 *
 * @param received how long a message stays in state 1
 * @param processing how long it then stays in state 2
 * @param virusCheck how long an uploaded file cannot be used
 * @param organizations the orgPPAGUIDs that are let in; empty: any
 * @param signatures whether requests must be signed
 * @param directory where appeals and files survive a restart; absent: only in memory
 */
@ConfigurationProperties("priyomnaya.stand.gis")
record GisStandProperties(
        @DefaultValue("300ms") Duration received,
        @DefaultValue("300ms") Duration processing,
        @DefaultValue("0s") Duration virusCheck,
        @DefaultValue List<String> organizations,
        @DefaultValue("true") boolean signatures,
        @Nullable Path directory) {}
