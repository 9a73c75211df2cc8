package ru.priyomnaya.inbox;

import java.util.Arrays;
import java.util.List;
import ru.priyomnaya.appeal.AppealStatus;
import ru.priyomnaya.inbox.RegisterFilter.Sort;

/** The lists that everybody has, in the order of the menu. */
enum View {
    MINE("Мои"),
    DEPARTMENT("Мой отдел"),
    UNASSIGNED("Без исполнителя"),
    TODAY("Срок сегодня"),
    OVERDUE("Просрочено"),
    ASKED("Ждут моего решения"),
    APPROVAL("На согласовании"),
    SCAN("Ждут скана"),
    UNDELIVERED("Не доставлено"),
    ALL("Все");

    private final String inRussian;

    View(String inRussian) {
        this.inRussian = inRussian;
    }

    public String inRussian() {
        return inRussian;
    }

    /** Whether it is a list of work: the menu counts what is in it. */
    boolean isCounted() {
        return this != ALL;
    }

    /** What is in it for that person, in the order in which it should be done. */
    RegisterFilter filter(Desk desk) {
        var open = RegisterFilter.of(Narrowing.OPEN).in(Sort.DEADLINE);
        return switch (this) {
            case MINE -> open.and(Narrowing.mine(desk.person()));
            case DEPARTMENT -> desk.department() == null ? open : open.and(Narrowing.department(desk.department()));
            case UNASSIGNED ->
                RegisterFilter.of(Narrowing.statuses(List.of(AppealStatus.REGISTERED)))
                        .in(Sort.OLDEST);
            case TODAY -> open.and(Narrowing.dueOn(desk.today()));
            case OVERDUE -> open.and(Narrowing.overdue(desk.today()));
            case ASKED -> open.and(Narrowing.asked(desk.person()));
            case APPROVAL ->
                RegisterFilter.of(Narrowing.statuses(List.of(AppealStatus.ON_APPROVAL)))
                        .in(Sort.DEADLINE);
            case SCAN -> open.and(Narrowing.awaitingScan());
            case UNDELIVERED -> RegisterFilter.of(Narrowing.undelivered()).in(Sort.DEADLINE);
            case ALL -> RegisterFilter.of();
        };
    }

    /** The views that are that person's: those without a department have no list of it. */
    static List<View> of(Desk desk) {
        return Arrays.stream(values())
                .filter(view -> view != DEPARTMENT || desk.department() != null)
                .toList();
    }
}
