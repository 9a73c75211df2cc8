package ru.priyomnaya.federation;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import ru.priyomnaya.access.Role;

/** Which groups of others give which of our roles; names are compared without regard to case and blanks around commas. */
record RoleMap(Map<Role, Set<String>> groups) {
    private static final Pattern NAME = Pattern.compile("^cn=([^,]+),.*");

    /** @param settings groups of each role, separated by «;»: distinguished names hold commas */
    static RoleMap of(Map<Role, String> settings) {
        return new RoleMap(settings.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey,
                        entry -> Arrays.stream(entry.getValue().split(";"))
                                .map(RoleMap::plain)
                                .filter(group -> !group.isEmpty())
                                .collect(Collectors.toUnmodifiableSet()))));
    }

    /** By the whole name of a group, or by its common name when the setting holds just that. */
    Set<Role> rolesOf(Collection<String> memberOf) {
        var names = memberOf.stream().map(RoleMap::plain).collect(Collectors.toSet());
        memberOf.stream()
                .map(RoleMap::plain)
                .map(NAME::matcher)
                .filter(Matcher::matches)
                .map(name -> name.group(1))
                .forEach(names::add);
        var roles = EnumSet.noneOf(Role.class);
        groups.forEach((role, wanted) -> {
            if (wanted.stream().anyMatch(names::contains)) {
                roles.add(role);
            }
        });
        return roles;
    }

    private static String plain(String group) {
        return group.strip().replaceAll("\\s*,\\s*", ",").toLowerCase(Locale.ROOT);
    }
}
