/** What a monitoring system reads: how routes, channels and queues go, in numbers. */
@ApplicationModule(allowedDependencies = {"alarm", "appeal", "concern", "dispatch", "intake", "node", "routing"})
@NullMarked
package ru.priyomnaya.meter;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
