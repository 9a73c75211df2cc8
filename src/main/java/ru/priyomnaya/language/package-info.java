/** The screens in English: each Russian phrase as it reaches the browser has its English one in a dictionary; see decision 0028. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package ru.priyomnaya.language;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
