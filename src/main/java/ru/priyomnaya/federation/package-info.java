/** People whom others know: a directory (LDAP, Active Directory) and the company's single sign-on (OpenID Connect). */
@ApplicationModule(allowedDependencies = {"access"})
@NullMarked
package ru.priyomnaya.federation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
