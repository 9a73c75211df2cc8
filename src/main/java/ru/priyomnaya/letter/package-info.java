/** Letters of the office: the letterhead, templates by kind, the markup of a text, DOCX. Knows no appeal: values are given. */
@ApplicationModule(allowedDependencies = {"access", "document", "organization", "paper"})
@NullMarked
package ru.priyomnaya.letter;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
