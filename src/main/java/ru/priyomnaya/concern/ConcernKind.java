package ru.priyomnaya.concern;

/** The catalogue of alarms; {@code docs/operations.md} says of each what to do. */
public enum ConcernKind {
    CHANNEL_SILENT("Канал молчит"),
    QUEUE_AGE("Очередь стоит"),
    STUCK("Застряло"),
    BOUNCES("Письма возвращаются"),
    CERTIFICATE("Кончается сертификат"),
    DISK("Мало места на диске"),
    DATABASE("База данных не отвечает"),
    CLOCK("Часы идут неверно"),
    CALENDAR("Нет производственного календаря"),
    TOKEN("Кончается ключ доступа"),
    ANTIVIRUS_BASE("Базы антивируса устарели"),
    ROUTE_FILE("Файл маршрута не принят"),
    ROUTE_STOPPED("Маршрут не работает"),
    NODE_GONE("Узел пропал"),
    BREAK_GLASS("Аварийный вход"),
    WATCH_BROKEN("Наблюдение не работает");

    private final String inRussian;

    ConcernKind(String inRussian) {
        this.inRussian = inRussian;
    }

    public String inRussian() {
        return inRussian;
    }
}
