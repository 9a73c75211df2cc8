package ru.priyomnaya.appeal;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/**
 * [Регистрационный номер], gapless within its year.
 *
 * @param sequence from 1
 * @param text as people read it: «12/Э-26»
 */
@Embeddable
public record RegistrationNumber(
        @Column(name = "number_year") int year,
        @Column(name = "number_seq") long sequence,
        @Column(name = "number") String text) {
    /** Fills a pattern's {@code {seq}}, {@code {channel}}, {@code {yy}} and {@code {yyyy}}. */
    static RegistrationNumber of(String pattern, int year, long sequence, Channel channel) {
        var text = pattern.replace("{seq}", String.valueOf(sequence))
                .replace("{channel}", channel.index())
                .replace("{yyyy}", String.valueOf(year))
                .replace("{yy}", String.format("%02d", year % 100));
        return new RegistrationNumber(year, sequence, text);
    }

    @Override
    public String toString() {
        return text;
    }
}
