package ru.priyomnaya.access;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** {@code priyomnaya.admin.*}: the first administrator; without a password a random one is printed once. */
@ConfigurationProperties("priyomnaya.admin")
record AdminProperties(
        @DefaultValue("admin") String username, @Nullable String password) {}
