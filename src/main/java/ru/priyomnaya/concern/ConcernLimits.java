package ru.priyomnaya.concern;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * {@code priyomnaya.alarm.limits.*}: what is too long, too much, too little.
 *
 * @param silence a channel that fails for so long is silent
 * @param queue what the program itself should have done meanwhile
 * @param exchange an exchange with ГИС ЖКХ that has no end
 * @param person what waits for a person
 * @param bounces letters that came back within a day
 * @param disk free space under the home
 * @param antivirusBase the age of its signatures
 */
@ConfigurationProperties("priyomnaya.alarm.limits")
public record ConcernLimits(
        @DefaultValue("10m") Duration silence,
        @DefaultValue("15m") Duration queue,
        @DefaultValue("3h") Duration exchange,
        @DefaultValue("1d") Duration person,
        @DefaultValue("10") int bounces,
        @DefaultValue("2GB") DataSize disk,
        @DefaultValue("3d") Duration antivirusBase) {}
