package ru.priyomnaya.desk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;

/** Finds who has appealed before, by the beginning of a surname, or by a telephone, an account or an e-mail address. */
@Service
public class KnownApplicants {
    private static final int FEWEST_LETTERS = 3;
    private static final int FEWEST_DIGITS = 6;
    private static final int PHONE_DIGITS = 10;
    private static final int MOST = 8;

    private final JdbcClient jdbc;

    KnownApplicants(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param appealId the latest appeal, from which the form is filled */
    public record Known(
            UUID appealId,
            String name,
            @Nullable String account,
            @Nullable String phone,
            @Nullable String address) {}

    /** At most eight, the latest first; none for fewer than three letters or six digits. */
    @PreAuthorize("hasRole('REGISTRAR')")
    public List<Known> find(String typed) {
        var plain = typed.strip();
        var digits = plain.replaceAll("\\D", "");
        String where;
        Object value;
        if (plain.contains("@") && plain.length() > FEWEST_LETTERS) {
            where = "id in (select appeal_id from appeal_match where keys && array[cast(:value as text)])";
            value = "e:" + plain.toLowerCase(Locale.ROOT);
        } else if (digits.length() >= FEWEST_DIGITS) {
            where =
                    "id in (select appeal_id from appeal_match where keys && string_to_array(cast(:value as text), ','))";
            var phone = digits.length() < PHONE_DIGITS ? digits : digits.substring(digits.length() - PHONE_DIGITS);
            value = "t:" + phone + ",a:" + digits + ",i:" + digits;
        } else if (plain.length() >= FEWEST_LETTERS) {
            where = "lower(coalesce(organization_name, last_name)) like :value";
            value = plain.toLowerCase(Locale.ROOT).replaceAll("([%_\\\\])", "\\\\$1") + "%";
        } else {
            return List.of();
        }
        var found = new LinkedHashMap<String, Known>();
        jdbc.sql("""
                        select id, concat_ws(' ', coalesce(organization_name, last_name), first_name, middle_name) as name, account, phone,
                          postal_address from appeal where %s order by registered_at desc limit 50
                        """.formatted(where))
                .param("value", value)
                .query((row, n) -> new Known(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5)))
                .list()
                .forEach(known -> found.putIfAbsent(
                        known.name() + "|" + known.account() + "|" + known.phone() + "|" + known.address(), known));
        return found.values().stream().limit(MOST).toList();
    }
}
