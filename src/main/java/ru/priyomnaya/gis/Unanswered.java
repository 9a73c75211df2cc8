package ru.priyomnaya.gis;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.priyomnaya.concern.ConcernKind;
import ru.priyomnaya.concern.ConcernLimits;
import ru.priyomnaya.concern.StuckFinder;
import ru.priyomnaya.concern.StuckQuery;

/** What ГИС ЖКХ does not answer, and what it does not know yet. */
@Configuration(proxyBeanMethods = false)
class Unanswered {
    @Bean
    StuckFinder openExchanges(JdbcClient jdbc, ConcernLimits limits, Clock clock) {
        return new StuckQuery(
                ConcernKind.QUEUE_AGE,
                "Обмены с ГИС ЖКХ",
                state -> ExchangeState.valueOf(state).inRussian(),
                jdbc,
                clock,
                limits.exchange(),
                """
                select message_guid::text as name, created_at as since,
                  state,
                  '/console/gis/exchanges' as link, coalesce(error_code || ' ', '') || coalesce(error, '') as why
                from gis_exchange where finished_at is null and created_at < :before order by created_at limit :most
                """);
    }

    @Bean
    StuckFinder waitingActions(JdbcClient jdbc, ConcernLimits limits, Clock clock) {
        return new StuckQuery(
                ConcernKind.QUEUE_AGE,
                "Действия для ГИС ЖКХ",
                state -> Action.State.valueOf(state).inRussian(),
                jdbc,
                clock,
                limits.exchange(),
                """
                select a.number as name, g.created_at as since,
                  g.state,
                  '/appeals/' || g.appeal_id as link, g.error as why
                from gis_action g join appeal a on a.id = g.appeal_id
                where g.state in ('WAITING', 'SENDING') and g.created_at < :before order by g.created_at limit :most
                """);
    }
}
