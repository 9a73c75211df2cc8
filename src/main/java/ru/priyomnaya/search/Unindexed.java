package ru.priyomnaya.search;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.priyomnaya.concern.ConcernKind;
import ru.priyomnaya.concern.ConcernLimits;
import ru.priyomnaya.concern.StuckFinder;
import ru.priyomnaya.concern.StuckQuery;

/** Changes that the search could not take in. */
@Configuration(proxyBeanMethods = false)
class Unindexed {
    @Bean
    StuckFinder unindexedAppeals(JdbcClient jdbc, ConcernLimits limits, Clock clock) {
        return new StuckQuery(
                ConcernKind.QUEUE_AGE,
                "Изменения для поиска",
                state -> "Не внесено в поиск",
                jdbc,
                clock,
                limits.queue(),
                """
                select coalesce(a.number, w.appeal_id::text) as name, coalesce(w.next_attempt_at, a.registered_at) as since,
                  'WAITING' as state, '/appeals/' || w.appeal_id as link, w.error as why
                from search_waiting w left join appeal a on a.id = w.appeal_id
                where w.attempts > 2 order by w.id limit :most
                """);
    }
}
