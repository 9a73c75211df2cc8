package ru.priyomnaya.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.concern.Concern;
import ru.priyomnaya.concern.ConcernKind;
import ru.priyomnaya.concern.ConcernLimits;

class BouncesWatchedTests extends GatewayTest {
    @Autowired
    private ConcernLimits limits;

    @Autowired
    private PlatformTransactionManager transactions;

    @Test
    void manyLettersThatComeBackAreAConcern() {
        var concerns = new TransactionTemplate(transactions).execute(status -> {
            status.setRollbackOnly();
            jdbc.sql("""
                            insert into delivery (id, version, organization_id, kind, channel, state, attempts, created_at)
                            select gen_random_uuid(), 0, o.id, 'NOTICE', 'EMAIL', 'BOUNCED', 1, now()
                            from (select id from organization limit 1) o, generate_series(1, 10)
                            """).update();
            return new BouncesWatched(jdbc, limits, Clock.systemUTC()).concerns();
        });

        assertThat(concerns).extracting(Concern::kind).containsExactly(ConcernKind.BOUNCES);
    }
}
