package ru.priyomnaya.web;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.priyomnaya.access.Accounts;
import ru.priyomnaya.access.PersonCard;
import ru.priyomnaya.access.Role;

/** A stranger, and for each role a person who has it and no other. */
final class Callers {
    private Callers() {}

    static Map<String, Caller> all(int port, Accounts accounts, JdbcClient jdbc) {
        var callers = new LinkedHashMap<String, Caller>();
        callers.put(AccessRules.STRANGER, Caller.stranger(port));
        for (var role : Role.values()) {
            var name = "only-" + role.name().toLowerCase(Locale.ROOT);
            var card = new PersonCard("Один", "Иван", null, null, "2-00-00", null, null, EnumSet.of(role), true);
            if (jdbc.sql("select 1 from person where username = :name")
                    .param("name", name)
                    .query()
                    .listOfRows()
                    .isEmpty()) {
                accounts.addUnchecked(name, "demo", card);
            }
            callers.put(role.name(), Caller.signedIn(port, name));
        }
        return callers;
    }
}
