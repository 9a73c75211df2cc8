/** Letters that go by post: envelopes, registries for the post office, track numbers. */
@ApplicationModule(allowedDependencies = {"access", "appeal", "dispatch", "inbox", "letter", "organization", "paper"})
@NullMarked
package ru.priyomnaya.post;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
