package ru.priyomnaya.appeal;

/** Why an answer is late. Names are stored: they never change. */
public enum LatenessReason {
    OTHERS("Ждали сведений от других организаций"),
    INSPECTION("Нужна была проверка на месте"),
    LOAD("Много обращений у исполнителя"),
    ABSENCE("Отпуск или болезнь исполнителя"),
    ROUTING("Обращение поздно дошло до исполнителя"),
    APPROVAL("Долго согласовывали и подписывали"),
    TECHNICAL("Сбой связи или программы"),
    OTHER("Другая причина"),
    /** Nobody has said it; never stored. */
    UNKNOWN("Причина не указана");

    private final String inRussian;

    LatenessReason(String inRussian) {
        this.inRussian = inRussian;
    }

    public String inRussian() {
        return inRussian;
    }
}
