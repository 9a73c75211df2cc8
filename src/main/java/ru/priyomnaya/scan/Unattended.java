package ru.priyomnaya.scan;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.priyomnaya.concern.ConcernKind;
import ru.priyomnaya.concern.ConcernLimits;
import ru.priyomnaya.concern.StuckFinder;
import ru.priyomnaya.concern.StuckQuery;

/** Signed answers that lie unattended. */
@Configuration(proxyBeanMethods = false)
class Unattended {
    @Bean
    StuckFinder forgottenScans(JdbcClient jdbc, ConcernLimits limits, Clock clock) {
        return new StuckQuery(
                ConcernKind.STUCK,
                "Сканы",
                state -> ScanState.valueOf(state).inRussian(),
                jdbc,
                clock,
                limits.person(),
                """
                select coalesce(code, id::text) as name, received_at as since,
                  state,
                  '/scans' as link, problem as why
                from scan where state in ('WAITING', 'QUARANTINED') and received_at < :before order by received_at limit :most
                """);
    }
}
