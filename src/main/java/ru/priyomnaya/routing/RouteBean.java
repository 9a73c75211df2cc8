package ru.priyomnaya.routing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.core.annotation.AliasFor;
import org.springframework.stereotype.Component;

/**
 * A word for files in {@code routes/}. One public method, so a forged {@code CamelBeanMethodName} has nothing else to call.
 * {@code routes/README.md} is made of what is said here.
 */
@Component
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface RouteBean {
    @AliasFor(annotation = Component.class, attribute = "value")
    String value();

    /** What it does, in Russian, for those who write routes; settings in backquotes. */
    String does();

    /** What it returns, in Russian. */
    String gives();
}
