package ru.priyomnaya.storage;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** {@code priyomnaya.home}: the data directory. */
@ConfigurationProperties("priyomnaya")
record HomeProperties(@DefaultValue("./data") Path home) {}
