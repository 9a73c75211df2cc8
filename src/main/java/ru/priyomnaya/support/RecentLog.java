package ru.priyomnaya.support;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** The last lines of the log, kept in memory: not every installation writes it into a file. */
@Component
class RecentLog extends AppenderBase<ILoggingEvent> implements DisposableBean {
    private static final int LINES = 5_000;

    private final PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    private final Deque<String> lines = new ArrayDeque<>();

    RecentLog() {
        var logback = (LoggerContext) LoggerFactory.getILoggerFactory();
        encoder.setContext(logback);
        encoder.setPattern("%d{yyyy-MM-dd HH:mm:ss.SSS} %-5level %logger{29} %msg%n%ex");
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.start();
        setContext(logback);
        setName("recent");
        start();
        root().addAppender(this);
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    @Override
    protected void append(ILoggingEvent event) {
        var line = new String(encoder.encode(event), StandardCharsets.UTF_8);
        synchronized (lines) {
            if (lines.size() == LINES) {
                lines.removeFirst();
            }
            lines.addLast(line);
        }
    }

    /** Oldest first. */
    List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    @Override
    public void destroy() {
        root().detachAppender(this);
        stop();
    }
}
