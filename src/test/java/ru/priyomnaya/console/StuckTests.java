package ru.priyomnaya.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.Office;
import ru.priyomnaya.concern.ConcernKind;
import ru.priyomnaya.concern.Stuck;
import ru.priyomnaya.concern.StuckFinder;

/** Whatever should have gone on long ago is found. Time is made to pass in transactions that never end well. */
class StuckTests extends GatewayTest {
    @Autowired
    private List<StuckFinder> finders;

    @Autowired
    private PlatformTransactionManager transactions;

    private String appeal = "";

    @BeforeEach
    void something() {
        appeal = new Office(api()).appeal("Застрявшее").id();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Принятые сообщения | update intake set state = 'STORED', stored_at = now() - interval '16 minutes' where appeal_id = :appeal
            Карантин | update intake set state = 'QUARANTINED', stored_at = now() - interval '25 hours' where appeal_id = :appeal
            Отправка | update delivery set state = 'SENDING', claimed_until = now() - interval '16 minutes' where appeal_id = :appeal
            Отправки, которые ждут человека | update delivery set state = 'REFUSED', finished_at = now() - interval '25 hours' where appeal_id = :appeal
            Обмены с ГИС ЖКХ | update gis_exchange set finished_at = null, created_at = now() - interval '4 hours' where id = (select min(id::text)::uuid from gis_exchange)
            Действия для ГИС ЖКХ | insert into gis_action (id, organization_id, appeal_guid, appeal_id, kind, state, created_at) select gen_random_uuid(), organization_id, id, id, 'CLOSE', 'WAITING', now() - interval '4 hours' from appeal where id = :appeal
            Сканы | insert into scan (id, source_sha256, part, file_name, sha256, pages, received_at, state) select gen_random_uuid(), sha256, 99, 'x', sha256, 1, now() - interval '25 hours', 'QUARANTINED' from intake where appeal_id = :appeal
            Изменения для поиска | insert into search_waiting (appeal_id, attempts) values (:appeal, 3)
            """)
    void isFound(String what, String passes) {
        var finder = finders.stream()
                .filter(one -> one.what().equals(what))
                .findFirst()
                .orElseThrow();

        var found = new TransactionTemplate(transactions).execute(status -> {
            status.setRollbackOnly();
            assertThat(jdbc.sql(passes).param("appeal", UUID.fromString(appeal)).update())
                    .isPositive();
            return finder.find();
        });

        assertThat(found).isNotEmpty();
        assertThat(finder.kind()).isIn(ConcernKind.QUEUE_AGE, ConcernKind.STUCK);
        assertThat(found)
                .extracting(Stuck::state)
                .allSatisfy(state -> assertThat(state).isNotBlank());
    }

    @Test
    void itIsListedByApi() {
        assertThat(api().get("it", "/api/v1/stuck").is(200).json().size()).isEqualTo(finders.size());
        api().get("executor", "/api/v1/stuck").is(403);
        assertThat(api().get("it", "/api/v1/nodes").is(200).json().toString()).contains("\"alive\":true");
        assertThat(api().post("it", "/api/v1/alarms", Map.of()).status()).isEqualTo(405);
    }
}
