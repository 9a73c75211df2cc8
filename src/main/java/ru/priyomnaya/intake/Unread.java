package ru.priyomnaya.intake;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.priyomnaya.concern.ConcernKind;
import ru.priyomnaya.concern.ConcernLimits;
import ru.priyomnaya.concern.StuckFinder;
import ru.priyomnaya.concern.StuckQuery;

/** Messages that nobody reads, in the program and in person. */
@Configuration(proxyBeanMethods = false)
class Unread {
    @Bean
    StuckFinder unreadMessages(JdbcClient jdbc, ConcernLimits limits, Clock clock) {
        return new StuckQuery(
                ConcernKind.QUEUE_AGE, "Принятые сообщения", Unread::inRussian, jdbc, clock, limits.queue(), """
                select '№ ' || id as name, stored_at as since, state,
                  '/console/messages/' || id as link, code as why
                from intake where state = 'STORED' and stored_at < :before order by id limit :most
                """);
    }

    @Bean
    StuckFinder forgottenQuarantine(JdbcClient jdbc, ConcernLimits limits, Clock clock) {
        return new StuckQuery(ConcernKind.STUCK, "Карантин", Unread::inRussian, jdbc, clock, limits.person(), """
                select '№ ' || id as name, stored_at as since, state,
                  '/console/messages/' || id as link, code as why
                from intake where state = 'QUARANTINED' and stored_at < :before order by id limit :most
                """);
    }

    private static String inRussian(String state) {
        return IntakeState.valueOf(state).inRussian();
    }
}
