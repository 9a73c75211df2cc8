package ru.priyomnaya.federation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.naming.NameClassPair;
import javax.naming.NamingException;
import javax.naming.directory.Attributes;
import javax.naming.directory.DirContext;
import javax.naming.directory.SearchControls;
import javax.naming.directory.SearchResult;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.ldap.AuthenticationException;
import org.springframework.ldap.core.LdapTemplate;
import org.springframework.ldap.core.support.DefaultTlsDirContextAuthenticationStrategy;
import org.springframework.ldap.core.support.LdapContextSource;
import org.springframework.ldap.support.LdapEncoder;
import org.springframework.ldap.support.LdapUtils;
import org.springframework.stereotype.Component;
import ru.priyomnaya.access.AccountSource;
import ru.priyomnaya.access.ForeignPeople.Claims;
import ru.priyomnaya.access.PeopleDirectory;

/**
 * Looks a person up, then binds as them. Only attributes are asked for, never objects: nothing that the directory stores is
 * turned into Java.
 */
@Component
@EnableConfigurationProperties(LdapProperties.class)
class LdapDirectory implements PeopleDirectory {
    private static final Logger log = LoggerFactory.getLogger(LdapDirectory.class);
    private static final int MOST_GROUPS = 1_000;
    private static final String MEMBER_OF = "memberOf";

    private final LdapProperties properties;
    private final RoleMap roles;

    LdapDirectory(LdapProperties properties) {
        this.properties = properties;
        this.roles = RoleMap.of(properties.roles());
    }

    @Override
    public boolean isConfigured() {
        return !properties.urls().isEmpty();
    }

    @Override
    public Optional<Claims> claims(String username, String password) {
        if (password.isEmpty()) {
            return Optional.empty(); // RFC 4513, 5.1.2: such a bind succeeds and proves nothing
        }
        try {
            return properties.domain() == null
                    ? searchedAndBound(username, password)
                    : boundAndSearched(username + "@" + properties.domain(), username, password);
        } catch (AuthenticationException e) {
            return Optional.empty(); // theirs: that our own is refused is told apart below
        } catch (org.springframework.ldap.NamingException e) {
            log.error("Каталог LDAP не отвечает: {}", e.getClass().getName());
            throw new Unreachable("LDAP", e);
        }
    }

    private Optional<Claims> searchedAndBound(String username, String password) {
        var found = foundByService(username);
        if (found.isPresent()) {
            close(source(found.get().name(), password).getContext(found.get().name(), password));
        }
        return found.map(Found::claims);
    }

    private Optional<Found> foundByService(String username) {
        try {
            return find(
                    source(
                            Objects.requireNonNullElse(properties.bindDn(), ""),
                            Objects.requireNonNullElse(properties.bindPassword(), "")),
                    username);
        } catch (AuthenticationException e) {
            log.error("Каталог LDAP не принимает priyomnaya.access.ldap.bind-dn");
            throw new Unreachable("LDAP: bind-dn", e);
        }
    }

    private static void close(DirContext context) {
        try {
            context.close();
        } catch (NamingException e) {
            log.debug("Соединение с каталогом уже закрыто: {}", e.getClass().getName());
        }
    }

    /** Active Directory: whoever signs in looks for themselves. */
    private Optional<Claims> boundAndSearched(String principal, String username, String password) {
        return find(source(principal, password), username).map(Found::claims);
    }

    private record Found(String name, Claims claims) {}

    /** Exactly one: a filter that finds two would let either in as the other. */
    private Optional<Found> find(LdapContextSource source, String username) {
        var template = new LdapTemplate(source);
        template.setIgnorePartialResultException(true); // Active Directory points elsewhere
        template.setIgnoreSizeLimitExceededException(true);
        var controls = controls(2, wanted());
        var filter = properties.userFilter().replace("{0}", LdapEncoder.filterEncode(username));
        var found = all(template, properties.base(), filter, controls);
        if (found.size() != 1) {
            return Optional.empty();
        }
        var entry = found.get(0).attributes();
        var name = found.get(0).name();
        var groups = new ArrayList<>(values(entry, MEMBER_OF));
        if (properties.groupBase() != null) {
            var theirs = properties.groupFilter().replace("{0}", LdapEncoder.filterEncode(name));
            all(template, properties.groupBase(), theirs, controls(MOST_GROUPS, "cn"))
                    .forEach(group -> groups.add(group.name()));
        }
        return Optional.of(new Found(name, claims(entry, name, username, groups)));
    }

    private Claims claims(Attributes entry, String name, String typed, List<String> groups) {
        var names = properties.attributes();
        return new Claims(
                AccountSource.LDAP,
                Objects.requireNonNullElse(value(entry, names.id()), name),
                Objects.requireNonNullElse(value(entry, names.username()), typed),
                Objects.requireNonNullElse(value(entry, names.lastName()), ""),
                value(entry, names.firstName()),
                value(entry, names.middleName()),
                value(entry, names.position()),
                value(entry, names.phone()),
                value(entry, names.email()),
                roles.rolesOf(groups));
    }

    private String[] wanted() {
        var names = properties.attributes();
        return new String[] {
            names.id(),
            names.username(),
            names.lastName(),
            names.firstName(),
            names.middleName(),
            names.position(),
            names.phone(),
            names.email(),
            MEMBER_OF
        };
    }

    private SearchControls controls(int most, String... attributes) {
        var controls = new SearchControls();
        controls.setSearchScope(SearchControls.SUBTREE_SCOPE);
        controls.setCountLimit(most);
        controls.setTimeLimit((int) properties.readTimeout().toMillis());
        controls.setReturningAttributes(attributes);
        controls.setReturningObjFlag(false);
        return controls;
    }

    private record Entry(String name, Attributes attributes) {}

    private static List<Entry> all(LdapTemplate template, String base, String filter, SearchControls controls) {
        var found = new ArrayList<Entry>();
        template.search(base, filter, controls, (NameClassPair one) -> {
            if (one instanceof SearchResult result) {
                found.add(new Entry(result.getNameInNamespace(), result.getAttributes()));
            }
        });
        return found;
    }

    private static List<String> values(Attributes entry, String name) {
        var attribute = entry.get(name);
        var values = new ArrayList<String>();
        try {
            for (int i = 0; attribute != null && i < Math.min(attribute.size(), MOST_GROUPS); i++) {
                var value = attribute.get(i);
                values.add(value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : String.valueOf(value));
            }
        } catch (NamingException e) {
            throw LdapUtils.convertLdapException(e);
        }
        return values;
    }

    private static @Nullable String value(Attributes entry, String name) {
        return values(entry, name).stream().findFirst().orElse(null);
    }

    /** One for each look: nobody's connection becomes another's. */
    private LdapContextSource source(String dn, String password) {
        var source = new LdapContextSource();
        source.setUrls(properties.urls().toArray(String[]::new));
        source.setUserDn(dn);
        source.setPassword(password);
        source.setAnonymousReadOnly(dn.isEmpty());
        source.setPooled(false);
        source.setReferral("ignore");
        var environment = new HashMap<String, Object>();
        environment.put(
                "com.sun.jndi.ldap.connect.timeout",
                String.valueOf(properties.connectTimeout().toMillis()));
        environment.put(
                "com.sun.jndi.ldap.read.timeout",
                String.valueOf(properties.readTimeout().toMillis()));
        environment.put("java.naming.ldap.attributes.binary", "objectGUID");
        if (properties.startTls()) {
            var strategy = new DefaultTlsDirContextAuthenticationStrategy();
            if (properties.certificates() != null) {
                strategy.setSslSocketFactory(TrustedSockets.trust(properties.certificates()));
            }
            source.setAuthenticationStrategy(strategy);
        } else if (properties.certificates() != null) {
            TrustedSockets.trust(properties.certificates());
            environment.put("java.naming.ldap.factory.socket", TrustedSockets.class.getName());
        }
        source.setBaseEnvironmentProperties(environment);
        source.afterPropertiesSet();
        return source;
    }
}
