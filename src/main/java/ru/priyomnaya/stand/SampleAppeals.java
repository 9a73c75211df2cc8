package ru.priyomnaya.stand;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The letters and forms of the demo, sent the way that applicants send them: over SMTP and over HTTP. */
@Component
@ConditionalOnProperty("priyomnaya.stand.enabled")
class SampleAppeals {
    private static final String RECEPTION = "reception@demo.local";

    private final StandProperties properties;
    private final JsonMapper json;

    SampleAppeals(StandProperties properties, JsonMapper json) {
        this.properties = properties;
        this.json = json;
    }

    /** @param charset in which the letter travels: real letters are not all UTF-8 */
    record Letter(
            String address,
            String name,
            String subject,
            String text,
            String charset,
            @Nullable String attachment) {}

    static final List<Letter> LETTERS = List.of(
            new Letter(
                    "smirnova@example.ru",
                    "Смирнова Галина",
                    "Не приняли показания счётчика",
                    "Здравствуйте!\nПередала показания 25 числа, но в квитанции стоит среднее начисление. Прошу сделать перерасчёт.\n\nСмирнова Г. И., л/с 40817-22",
                    "UTF-8",
                    "Показания за ноябрь.txt"),
            new Letter(
                    "petrov@example.ru",
                    "Петров Олег",
                    "Скачет напряжение",
                    "Вечером напряжение падает до 180 В, ток при этом <5 А. Сгорел холодильник. Что делать?",
                    "koi8-r",
                    null),
            new Letter(
                    "zhilkom@example.ru",
                    "ТСЖ «Берёзка»",
                    "Претензия по начислениям на ОДН",
                    "Просим проверить начисления на общедомовые нужды за октябрь и ноябрь.",
                    "windows-1251",
                    "Расчёт.txt"),
            new Letter(
                    "kovaleva@example.ru",
                    "Ковалёва Мария",
                    "Когда включат свет на Садовой?",
                    "На Садовой, 12 нет света со вчерашнего вечера. Когда включат?",
                    "UTF-8",
                    null),
            new Letter(
                    "vdovin@example.ru",
                    "Вдовин П.",
                    "Заявка на поверку счётчика",
                    "Срок поверки вышел. Прошу прислать инженера, удобно по средам.",
                    "UTF-8",
                    null),
            new Letter(
                    "tihonov@example.ru",
                    "Тихонов Андрей",
                    "Спасибо бригаде",
                    "Хочу поблагодарить дежурную бригаду за быстрый ремонт 20 ноября.",
                    "UTF-8",
                    null));

    private static final List<Map<String, String>> FORMS = List.of(
            Map.of(
                    "lastName", "Егорова",
                    "firstName", "Тамара",
                    "middleName", "Ильинична",
                    "email", "egorova@example.ru",
                    "account", "40817-31",
                    "kind", "COMPLAINT",
                    "topic", "Ошибка в квитанции",
                    "text", "В квитанции указан чужой прибор учёта. Прошу исправить и пересчитать.",
                    "consent", "true"),
            Map.of(
                    "applicantType", "ORGANIZATION",
                    "organizationName", "ООО «Ромашка»",
                    "inn", "7604123456",
                    "email", "romashka@example.ru",
                    "kind", "CLAIM",
                    "topic", "Акт сверки",
                    "text", "Просим направить акт сверки расчётов за III квартал.",
                    "consent", "true"),
            Map.of(
                    "lastName", "Назаров",
                    "firstName", "Степан",
                    "postalAddress", "152020, г. Переславль-Залесский, ул. Полевая, д. 4",
                    "desiredAnswer", "POST",
                    "kind", "REQUEST",
                    "text", "Прошу выслать копию договора энергоснабжения почтой.",
                    "consent", "true"),
            Map.of(
                    "lastName", "Лаптев",
                    "firstName", "Роман",
                    "email", "laptev@example.ru",
                    "desiredAnswer", "WEBSITE",
                    "kind", "PROPOSAL",
                    "text", "Предлагаю принимать показания через мессенджер.",
                    "consent", "true"));

    /** How many of them become appeals; two letters more do not. */
    static int expected() {
        return LETTERS.size() + FORMS.size();
    }

    void send(int webPort) throws MessagingException, IOException, InterruptedException {
        var settings = new Properties();
        settings.put("mail.smtp.host", "127.0.0.1");
        settings.put("mail.smtp.port", String.valueOf(properties.smtpPort()));
        settings.put("mail.smtp.timeout", "10000");
        var session = Session.getInstance(settings);
        for (var letter : LETTERS) {
            Transport.send(compose(session, letter));
        }
        Transport.send(absenceNotice(session));
        Transport.send(emptyLetter(session));
        var client = HttpClient.newHttpClient();
        for (var form : FORMS) {
            client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + webPort + "/api/v1/website/appeals"))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(form)))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
        }
    }

    private static MimeMessage compose(Session session, Letter letter)
            throws MessagingException, UnsupportedEncodingException {
        var message = new MimeMessage(session);
        message.setFrom(new InternetAddress(letter.address(), letter.name(), letter.charset()));
        message.setRecipients(Message.RecipientType.TO, RECEPTION);
        message.setSubject(letter.subject(), letter.charset());
        var text = new MimeBodyPart();
        text.setText(letter.text(), letter.charset());
        var parts = new MimeMultipart(text);
        if (letter.attachment() != null) {
            var file = new MimeBodyPart();
            file.setText("Строка 1: 10452\nСтрока 2: 10671\n", "UTF-8");
            file.setFileName(letter.attachment());
            parts.addBodyPart(file);
        }
        message.setContent(parts);
        return message;
    }

    /** Goes to the intake log as automatic and is not answered. */
    private static MimeMessage absenceNotice(Session session) throws MessagingException, UnsupportedEncodingException {
        var message = compose(
                session,
                new Letter("otpusk@example.ru", "Автоответ", "Я в отпуске", "Вернусь 1 декабря.", "UTF-8", null));
        message.setHeader("Auto-Submitted", "auto-replied");
        return message;
    }

    /** Goes to quarantine. */
    private static MimeMessage emptyLetter(Session session) throws MessagingException, UnsupportedEncodingException {
        return compose(session, new Letter("pusto@example.ru", "Без слов", "", "", "UTF-8", null));
    }
}
