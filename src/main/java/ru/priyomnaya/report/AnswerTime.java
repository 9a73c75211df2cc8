package ru.priyomnaya.report;

import java.util.Arrays;

/** Steps of the distribution of answer time, in calendar days from registration to sending, both ends included. */
enum AnswerTime {
    DAYS_0_1(1, "0–1 день"),
    DAYS_2_3(3, "2–3 дня"),
    DAYS_4_7(7, "4–7 дней"),
    DAYS_8_15(15, "8–15 дней"),
    DAYS_16_30(30, "16–30 дней"),
    LONGER(Integer.MAX_VALUE, "больше 30 дней");

    private final int longest;
    private final String inRussian;

    AnswerTime(int longest, String inRussian) {
        this.longest = longest;
        this.inRussian = inRussian;
    }

    public String inRussian() {
        return inRussian;
    }

    static AnswerTime of(int days) {
        return Arrays.stream(values())
                .filter(step -> days <= step.longest)
                .findFirst()
                .orElseThrow();
    }
}
