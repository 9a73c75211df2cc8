package ru.priyomnaya.organization;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code priyomnaya.organization.*} and {@code priyomnaya.zone}: the first organisation, as its letters name it.
 *
 * @param zone where its days begin and end; deadlines are counted and screens speak in it
 */
@ConfigurationProperties("priyomnaya")
public record OrganizationProperties(
        @DefaultValue Details organization,
        @DefaultValue("Europe/Moscow") ZoneId zone) {
    /**
     * @param inn ИНН, 10 or 12 digits
     * @param ogrn ОГРН, 13 or 15 digits
     */
    public record Details(
            @DefaultValue("Организация не названа") String name,
            @Nullable String shortName,
            @Nullable String inn,
            @Nullable String ogrn,
            @Nullable String address,
            @Nullable String phone,
            @Nullable String email,
            @Nullable String site) {}
}
