/** What a channel is set to, and a test of it step by step: each room probes its own. */
@ApplicationModule(allowedDependencies = {"routing"})
@NullMarked
package ru.priyomnaya.probe;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
