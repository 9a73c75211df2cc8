package ru.priyomnaya.dispatch;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.priyomnaya.concern.ConcernKind;
import ru.priyomnaya.concern.ConcernLimits;
import ru.priyomnaya.concern.StuckFinder;
import ru.priyomnaya.concern.StuckQuery;

/** What should have left by now, and what waits for a person. */
@Configuration(proxyBeanMethods = false)
class Undelivered {
    @Bean
    StuckFinder waitingDeliveries(JdbcClient jdbc, ConcernLimits limits, Clock clock) {
        return new StuckQuery(
                ConcernKind.QUEUE_AGE, "Отправка", Undelivered::inRussian, jdbc, clock, limits.queue(), """
                select coalesce(a.number, d.id::text) as name, coalesce(d.next_attempt_at, d.claimed_until) as since,
                  d.state,
                  case when d.appeal_id is null then '/console/deliveries' else '/appeals/' || d.appeal_id end as link,
                  d.error as why
                from delivery d left join appeal a on a.id = d.appeal_id
                where d.state = 'WAITING' and d.next_attempt_at < :before or d.state = 'SENDING' and d.claimed_until < :before
                order by since limit :most
                """);
    }

    @Bean
    StuckFinder undeliveredAnswers(JdbcClient jdbc, ConcernLimits limits, Clock clock) {
        return new StuckQuery(
                ConcernKind.STUCK,
                "Отправки, которые ждут человека",
                Undelivered::inRussian,
                jdbc,
                clock,
                limits.person(),
                """
                select coalesce(a.number, d.id::text) as name, coalesce(d.finished_at, d.created_at) as since,
                  d.state,
                  case when d.appeal_id is null then '/console/deliveries' else '/appeals/' || d.appeal_id end as link,
                  d.error as why
                from delivery d left join appeal a on a.id = d.appeal_id
                where d.state in ('REFUSED', 'BOUNCED', 'BY_HAND') and coalesce(d.finished_at, d.created_at) < :before
                order by since limit :most
                """);
    }

    private static String inRussian(String state) {
        return DeliveryState.valueOf(state).inRussian();
    }
}
