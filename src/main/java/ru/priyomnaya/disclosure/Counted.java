package ru.priyomnaya.disclosure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * How many, and how many in the same days a year before.
 *
 * @param change in per cent, one digit after the point, halves away from nought; null when there was none before
 */
record Counted(long count, long before, @Nullable BigDecimal change) {
    static final Counted NONE = of(0, 0);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    static Counted of(long count, long before) {
        return new Counted(
                count,
                before,
                before == 0
                        ? null
                        : BigDecimal.valueOf(count - before)
                                .multiply(HUNDRED)
                                .divide(BigDecimal.valueOf(before), 1, RoundingMode.HALF_UP));
    }

    Counted and(Counted other) {
        return of(count + other.count, before + other.before);
    }

    /** «+12,5 %», «—» of nothing. */
    String changeInRussian() {
        return change == null
                ? "—"
                : (change.signum() > 0 ? "+" : "") + change.toPlainString().replace('.', ',') + " %";
    }
}
