package ru.priyomnaya.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import ru.priyomnaya.appeal.AppealStatus;

class RegisterFilterTests {
    @Test
    void twoNarrowingsOfOneKindKeepTheirOwnValues() {
        var filter = RegisterFilter.of(Narrowing.statuses(List.of(AppealStatus.REGISTERED)))
                .and(Narrowing.statuses(List.of(AppealStatus.CLOSED)));

        assertThat(filter.parameters("").values()).containsExactly(List.of("REGISTERED"), List.of("CLOSED"));
        assertThat(filter.parameters("").keySet())
                .allSatisfy(name -> assertThat(filter.where("")).containsOnlyOnce(":" + name));
    }

    @Test
    void whatEveryListHasKeepsItsName() {
        var filter = RegisterFilter.of(new Narrowing(
                "a.due < :today and a.at >= cast(:day as timestamp) and a.x = y::date", Map.of("day", 1)));

        assertThat(filter.where("l1_"))
                .isEqualTo(" where (a.due < :today and a.at >= cast(:l1_n0_day as timestamp) and a.x = y::date)");
    }
}
