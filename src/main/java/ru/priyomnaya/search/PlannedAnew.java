package ru.priyomnaya.search;

import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.postgresql.PGStatement;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Queries that are planned for their words each time: for «счётчик» and for a surname the good plans are opposite, and a plan
 * kept by the driver knows neither.
 */
@Component
public class PlannedAnew {
    private final JdbcClient client;

    PlannedAnew(DataSource database) {
        client = JdbcClient.create(new JdbcTemplate(database) {
            @Override
            protected void applyStatementSettings(Statement statement) throws SQLException {
                super.applyStatementSettings(statement);
                statement.unwrap(PGStatement.class).setPrepareThreshold(0);
            }
        });
    }

    public JdbcClient jdbc() {
        return client;
    }
}
