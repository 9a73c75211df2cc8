package ru.priyomnaya.organization;

import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A company or office that receives appeals, with what its letterhead says. */
public record Organization(
        UUID id,
        String name,
        @Nullable String shortName,
        @Nullable String inn,
        @Nullable String ogrn,
        @Nullable String address,
        @Nullable String phone,
        @Nullable String email,
        @Nullable String site,
        ZoneId zone) {
    /** The short name where there is one: «ООО «Энергосбыт»». */
    public String shownName() {
        return shortName == null ? name : shortName;
    }
}
