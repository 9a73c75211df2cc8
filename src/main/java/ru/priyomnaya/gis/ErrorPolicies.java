package ru.priyomnaya.gis;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.gis.GisEvent.GisPolicyChanged;

/** What to do about each error code: a table that IT staff edit. */
@Service
public class ErrorPolicies {
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    ErrorPolicies(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /** How a code is treated. */
    public enum Treatment {
        EMPTY("Успех: пустой результат"),
        RETRY("Повторить то же сообщение"),
        REBUILD("Заново; ответы — после сверки"),
        RECONCILE("Сверить с ГИС ЖКХ"),
        STOP("Остановить обмен и позвать человека"),
        REFUSE("Отказ: показать исполнителю");

        private final String inRussian;

        Treatment(String inRussian) {
            this.inRussian = inRussian;
        }

        public String inRussian() {
            return inRussian;
        }
    }

    /**
     * @param code exact, or a beginning with an asterisk, or the asterisk alone
     * @param mostAttempts after which a person has to act
     */
    public record Policy(
            String code, Treatment treatment, int pauseSeconds, int mostAttempts, String meaning, String advice) {
        Duration pause() {
            return Duration.ofSeconds(pauseSeconds);
        }

        boolean matches(String other) {
            return code.endsWith("*") ? other.startsWith(code.substring(0, code.length() - 1)) : code.equals(other);
        }
    }

    public List<Policy> all() {
        return jdbc.sql("select * from gis_error_policy order by code")
                .query((row, n) -> new Policy(
                        row.getString("code"),
                        Treatment.valueOf(row.getString("treatment")),
                        row.getInt("pause_seconds"),
                        row.getInt("most_attempts"),
                        row.getString("meaning"),
                        row.getString("advice")))
                .list();
    }

    /** The most exact row that matches; there is always the one for everything. */
    Policy of(String code) {
        return all().stream()
                .filter(policy -> policy.matches(code))
                .max(Comparator.comparing(policy -> policy.code().length()))
                .orElseGet(() -> new Policy("*", Treatment.REFUSE, 0, 1, "", ""));
    }

    /** @throws IllegalArgumentException when a number is out of bounds or there is no such row */
    @PreAuthorize("hasRole('IT')")
    @Transactional
    public void change(String code, Treatment treatment, int pauseSeconds, int mostAttempts) {
        if (pauseSeconds < 0 || pauseSeconds > 86_400 || mostAttempts < 1 || mostAttempts > 1_000) {
            throw new IllegalArgumentException("Пауза — от 0 до 86 400 секунд, попыток — от 1 до 1 000");
        }
        var before = of(code);
        var changed = jdbc.sql("""
                        update gis_error_policy set treatment = :treatment, pause_seconds = :pause, most_attempts = :most
                        where code = :code
                        """)
                .param("treatment", treatment.name())
                .param("pause", pauseSeconds)
                .param("most", mostAttempts)
                .param("code", code)
                .update();
        if (changed == 0) {
            throw new IllegalArgumentException("Нет такого кода: " + code);
        }
        events.publishEvent(new GisPolicyChanged(code, before.treatment().name(), treatment.name()));
    }
}
