package ru.priyomnaya.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.appeal.Applicant;

class ReviewIndexTests extends GatewayTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private final String key = UUID.randomUUID().toString().substring(0, 8);

    @Autowired
    private ReviewIndex index;

    @Test
    void anAppealIsFoundUnderTheApplicantWhomAPersonHasNamed() {
        mail().send("""
                From: <office%1$s@example.ru>
                To: reception@demo.local
                Message-ID: <%1$s@example.ru>
                Subject: Fwd: Нет света
                Content-Type: text/plain; charset=utf-8

                -------- Пересылаемое сообщение --------
                От: Пётр Сидоров <sidorov%1$s@example.ru>
                Тема: Нет света
                Кому: office@example.ru

                Вторые сутки нет света.
                """.formatted(key));
        await().atMost(LIMIT).until(() -> isFoundBy("office"));

        api().post("registrar", "/api/v1/appeals/" + appeal() + "/accept-proposed", Map.of())
                .is(200);

        await().atMost(LIMIT).untilAsserted(() -> {
            assertThat(isFoundBy("sidorov")).isTrue();
            assertThat(isFoundBy("office")).isFalse();
        });
    }

    private boolean isFoundBy(String name) {
        var applicant = Applicant.known(null, name + key + "@example.ru");
        return !index.byApplicant(new UUID(0, 0), index.reviewed(applicant, null, ""), 10)
                .isEmpty();
    }

    private UUID appeal() {
        return jdbc.sql("select id from appeal where external_id = :id")
                .param("id", key + "@example.ru")
                .query(UUID.class)
                .single();
    }
}
