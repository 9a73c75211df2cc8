package ru.priyomnaya.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class CauseTests {
    @Test
    void theInnermostCauseSpeaks() {
        var wrapped = new IllegalStateException("wrapped", new ConnectException("Connection refused"));

        assertThat(Cause.of(wrapped)).isEqualTo("ConnectException: Connection refused");
    }

    @Test
    void whatADatabaseSaysMayQuoteARowAndStaysOut() {
        var refused = new SQLException("Failing row contains (Иванов И. И.)", "23514");

        assertThat(Cause.of(new IllegalStateException(refused))).isEqualTo("SQLException: SQLState 23514");
    }
}
