package ru.priyomnaya.antivirus;

import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.priyomnaya.concern.ConcernKind;
import ru.priyomnaya.concern.ConcernLimits;
import ru.priyomnaya.concern.StuckFinder;
import ru.priyomnaya.concern.StuckQuery;

/** Files that stay closed because the scanner has not spoken. */
@Configuration(proxyBeanMethods = false)
class Unchecked {
    @Bean
    @ConditionalOnExpression(
            "'${priyomnaya.antivirus.host:}' != ''") // what waits for a scanner that is switched off is not closed
    StuckFinder uncheckedFiles(JdbcClient jdbc, ConcernLimits limits, Clock clock) {
        return new StuckQuery(
                ConcernKind.QUEUE_AGE,
                "Файлы для антивируса",
                state -> "Ждёт проверки",
                jdbc,
                clock,
                limits.queue(),
                """
                select left(c.sha256, 12) as name, d.created_at as since, c.state,
                  null as link, null as why
                from document_check c join document d using (sha256)
                where c.state = 'WAITING' and d.created_at < :before order by c.next_attempt_at limit :most
                """);
    }
}
