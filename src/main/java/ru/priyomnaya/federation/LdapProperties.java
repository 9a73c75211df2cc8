package ru.priyomnaya.federation;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import ru.priyomnaya.access.Role;

/**
 * {@code priyomnaya.access.ldap.*}: a directory that knows people and their passwords; off without {@code urls}.
 *
 * @param urls {@code ldaps://…} or {@code ldap://…}; the next is asked when one does not answer
 * @param base where people are looked for
 * @param userFilter finds one; {@code {0}} is the name as typed. Active Directory: {@code (sAMAccountName={0})}
 * @param bindDn who looks; without it, and without {@code domain}, nobody in particular
 * @param domain of Active Directory: whoever signs in looks for themselves as {@code name@domain}
 * @param groupBase where groups are looked for; without it only {@code memberOf} counts
 * @param groupFilter finds the groups of a person; {@code {0}} is their distinguished name
 * @param roles for each role the groups that give it, separated by «;»
 * @param certificates PEM file of the authorities to trust; without it those of the JDK
 */
@ConfigurationProperties("priyomnaya.access.ldap")
record LdapProperties(
        @DefaultValue List<String> urls,
        @DefaultValue("") String base,
        @DefaultValue("(uid={0})") String userFilter,
        @Nullable String bindDn,
        @Nullable String bindPassword,
        @Nullable String domain,
        @Nullable String groupBase,
        @DefaultValue("(member={0})") String groupFilter,
        @DefaultValue Map<Role, String> roles,
        @DefaultValue Attributes attributes,
        @DefaultValue("false") boolean startTls,
        @Nullable Path certificates,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("10s") Duration readTimeout) {
    /**
     * Names of attributes.
     *
     * @param id what never changes: {@code objectGUID} in Active Directory; the distinguished name when it is absent
     */
    record Attributes(
            @DefaultValue("entryUUID") String id,
            @DefaultValue("uid") String username,
            @DefaultValue("sn") String lastName,
            @DefaultValue("givenName") String firstName,
            @DefaultValue("middleName") String middleName,
            @DefaultValue("title") String position,
            @DefaultValue("telephoneNumber") String phone,
            @DefaultValue("mail") String email) {}
}
