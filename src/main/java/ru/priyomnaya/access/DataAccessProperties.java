package ru.priyomnaya.access;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code priyomnaya.access.*}: what of applicants people see.
 *
 * @param ownDepartment whether executors and signers see only what their department, they themselves, or they as approvers have to do with
 * @param maskedRoles who sees names, addresses and telephones of applicants masked, and no files; somebody who also holds another
 *     role sees all
 */
@ConfigurationProperties("priyomnaya.access")
record DataAccessProperties(
        @DefaultValue("false") boolean ownDepartment,
        @DefaultValue Set<Role> maskedRoles) {}
