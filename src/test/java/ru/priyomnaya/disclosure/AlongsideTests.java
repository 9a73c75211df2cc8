package ru.priyomnaya.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import ru.priyomnaya.GatewayTest;

class AlongsideTests extends GatewayTest {
    @Autowired
    private Alongside alongside;

    @Autowired
    private PlatformTransactionManager transactions;

    private <A, B> List<Object> both(Supplier<A> here, Supplier<B> there) {
        var whole = new TransactionTemplate(transactions);
        whole.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        return Objects.requireNonNull(
                whole.execute(status -> alongside.<A, B, List<Object>>both(here, there, List::of)));
    }

    private int backend() {
        return jdbc.sql("select pg_backend_pid()").query(Integer.class).single();
    }

    private String moment() {
        return jdbc.sql("select pg_current_snapshot()::text")
                .query(String.class)
                .single();
    }

    @Test
    void twoConnectionsSeeOneMoment() {
        var backends = both(this::backend, this::backend);
        assertThat(backends.get(0)).isNotEqualTo(backends.get(1));

        var moments = both(this::moment, this::moment);
        assertThat(moments.get(0)).isEqualTo(moments.get(1));
    }

    @Test
    void whoComesWhileASecondConnectionIsTakenCountsOnOne() {
        var inner =
                both(this::backend, () -> both(this::backend, this::backend)).get(1);
        assertThat(((List<?>) inner).get(0)).isEqualTo(((List<?>) inner).get(1));
    }

    @Test
    void aFailureOfEitherHalfIsTheFailureOfBothAndTheNextIsServed() {
        Supplier<Integer> broken = () -> {
            throw new IllegalArgumentException("broken half");
        };
        assertThatThrownBy(() -> both(this::backend, broken)).hasMessage("broken half");
        assertThatThrownBy(() -> both(broken, this::backend)).hasMessage("broken half");

        var backends = both(this::backend, this::backend);
        assertThat(backends.get(0)).isNotEqualTo(backends.get(1));
    }
}
