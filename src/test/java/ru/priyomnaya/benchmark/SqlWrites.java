package ru.priyomnaya.benchmark;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/** What the database must be told of one registration, by prepared statements on one connection. */
final class SqlWrites {
    private static final UUID ORGANIZATION = UUID.fromString("00000000-0000-7000-8000-000000000001");
    private static final String TEXT =
            "Прошу пересчитать начисления за ноябрь по лицевому счёту. Показания переданы вовремя.\n".repeat(10);

    private final Connection connection;
    private final PreparedStatement document;
    private final PreparedStatement intake;
    private final PreparedStatement number;
    private final PreparedStatement appeal;
    private final PreparedStatement journal;
    private final PreparedStatement delivery;
    private final PreparedStatement finish;

    SqlWrites(Connection connection) throws SQLException {
        this.connection = connection;
        document = connection.prepareStatement(
                "insert into document (sha256, size, created_at) values (?, 1000, now()) on conflict do nothing");
        intake = connection.prepareStatement("""
                insert into intake (organization_id, channel, external_id, fingerprint, sha256, size, received_at, stored_at, state)
                values (?, 'EMAIL', ?, '', ?, 1000, now(), now(), 'STORED') returning id
                """);
        number = connection.prepareStatement("""
                insert into number_sequence (organization_id, number_year, last) values (?, 2026, 1)
                on conflict (organization_id, number_year) do update set last = number_sequence.last + 1 returning last
                """);
        appeal = connection.prepareStatement("""
                insert into appeal (id, version, organization_id, number, number_year, number_seq, channel, external_id,
                  applicant_type, last_name, email, received_at, registered_at, kind, subject, text, status, deadline,
                  deadline_first, deadline_rule, deadline_basis, deadline_explanation, deadline_provisional)
                values (?, 0, ?, ?, 2026, ?, 'EMAIL', ?, 'PERSON', 'Иванов', 'a@example.ru', now(), now(), 'APPEAL',
                  'Обращение', ?, 'REGISTERED', current_date + 30, current_date + 30, '30 календарных дней', 'S4', 'Правило', false)
                """);
        journal = connection.prepareStatement("""
                insert into journal_entry (id, at, actor, event, appeal_id, details)
                values (nextval('journal_entry_seq'), now(), 'программа', ?, ?, '{"appealId":"x","channel":"EMAIL"}')
                """);
        delivery = connection.prepareStatement("""
                insert into delivery (id, version, organization_id, appeal_id, kind, channel, recipient, state, reference,
                  attempts, next_attempt_at, created_at)
                values (?, 0, ?, ?, 'RECEIPT', 'EMAIL', 'a@example.ru', 'WAITING', ?, 0, now(), now())
                """);
        finish = connection.prepareStatement(
                "update intake set state = 'REGISTERED', appeal_id = ?, finished_at = now() where id = ?");
    }

    void registration(String key) throws SQLException {
        var sha = String.format("%064x", key.hashCode() & 0xffffffffL);
        document.setString(1, sha);
        document.executeUpdate();
        intake.setObject(1, ORGANIZATION);
        intake.setString(2, key);
        intake.setString(3, sha);
        var message = first(intake);
        number.setObject(1, ORGANIZATION);
        var sequence = first(number);
        var id = UUID.randomUUID();
        appeal.setObject(1, id);
        appeal.setObject(2, ORGANIZATION);
        appeal.setString(3, sequence + "/Э-26");
        appeal.setLong(4, sequence);
        appeal.setString(5, key);
        appeal.setString(6, TEXT);
        appeal.executeUpdate();
        for (var event : new String[] {"APPEAL_REGISTERED", "DELIVERY_QUEUED"}) {
            journal.setString(1, event);
            journal.setObject(2, id);
            journal.executeUpdate();
        }
        var parcel = UUID.randomUUID();
        delivery.setObject(1, parcel);
        delivery.setObject(2, ORGANIZATION);
        delivery.setObject(3, id);
        delivery.setString(4, parcel.toString());
        delivery.executeUpdate();
        finish.setObject(1, id);
        finish.setLong(2, message);
        finish.executeUpdate();
        connection.commit();
    }

    private static long first(PreparedStatement statement) throws SQLException {
        try (var row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
