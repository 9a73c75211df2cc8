package ru.priyomnaya.access;

/** What somebody who has signed in has to do before anything else. */
public enum Duty {
    NEW_PASSWORD("Пароль вам дал администратор. Смените его, и приёмная откроется"),
    SECOND_FACTOR("Вашей роли нужен второй фактор. Подключите его, и приёмная откроется");

    private final String inRussian;

    Duty(String inRussian) {
        this.inRussian = inRussian;
    }

    public String inRussian() {
        return inRussian;
    }
}
