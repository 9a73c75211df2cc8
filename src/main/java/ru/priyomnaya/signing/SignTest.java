package ru.priyomnaya.signing;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** «Проверка подписи»: tries everything that a signature needs, step by step, and says in plain words what is wrong. */
public final class SignTest {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");
    private static final int WARN_DAYS = 60;
    private static final Duration TOLERABLE_SKEW = Duration.ofSeconds(60);
    // With what has destroyed signatures before: Cyrillic, a quote, «<», an astral character, a carriage return.
    private static final byte[] ENVELOPE = """
            <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:b="urn:priyomnaya:base">\
            <soap:Body><t:test xmlns:t="urn:priyomnaya:sign-test" Id="signed-data-container" b:version="1">\
            <t:text>Проверка подписи: ток &lt;5 А, ООО «Ромашка», 😀&#13;
            </t:text></t:test></soap:Body></soap:Envelope>""".getBytes(StandardCharsets.UTF_8);

    private SignTest() {}

    /** How a step went. */
    public enum Outcome {
        GOOD,
        WARNING,
        BAD
    }

    /** @param sentence what was found, and what to do about it */
    public record Step(String what, Outcome outcome, String sentence) {}

    /**
     * @param skew how far our clock is ahead of the other side's, where known
     * @return at least one step; the last is bad when nothing further could be tried
     */
    public static List<Step> run(
            KeySettings settings, SignatureProfile profile, Clock clock, ZoneId zone, @Nullable Duration skew) {
        var steps = new ArrayList<Step>();
        if (settings.isEmpty()) {
            steps.add(bad("Настройки", "Ключ не задан: укажите priyomnaya.gis.signing.keystore или .service-url"));
            return steps;
        }
        try {
            var signer = Signers.of(settings, clock, zone);
            steps.add(good(
                    "Ключ", settings.serviceUrl() == null ? "Открыт" : "Служба подписи: " + settings.serviceUrl()));
            certificate(signer.certificate(), clock, zone, steps);
            signer.signEnvelope(ENVELOPE, profile);
            steps.add(good("Подпись конверта", "Подписан и проверен, профиль " + profile));
            signer.signDetached(ENVELOPE);
            steps.add(good("Откреплённая подпись", "Создана и проверена"));
        } catch (SigningFailure e) {
            steps.add(bad("Подпись", e.code() + ": " + e.getMessage()));
        }
        if (skew != null) {
            steps.add(clock(skew));
        }
        return steps;
    }

    private static void certificate(CertificateInfo certificate, Clock clock, ZoneId zone, List<Step> steps) {
        steps.add(good(
                "Сертификат",
                "%s; выдал %s; %s; отпечаток %s"
                        .formatted(
                                certificate.owner(),
                                certificate.issuer(),
                                certificate.algorithm(),
                                certificate.fingerprint())));
        var now = clock.instant();
        var until = DAY.format(certificate.notAfter().atZone(zone));
        if (now.isBefore(certificate.notBefore())) {
            steps.add(bad(
                    "Срок",
                    "Сертификат начнёт действовать %s. Если эта дата прошла, часы сервера отстают"
                            .formatted(DAY.format(certificate.notBefore().atZone(zone)))));
        } else if (now.isAfter(certificate.notAfter())) {
            steps.add(bad("Срок", "Сертификат истёк %s: получите новый и замените файл ключа".formatted(until)));
        } else if (certificate.daysLeft(now) < WARN_DAYS) {
            steps.add(new Step(
                    "Срок",
                    Outcome.WARNING,
                    "Действует до %s, осталось дней: %d. Закажите новый".formatted(until, certificate.daysLeft(now))));
        } else {
            steps.add(good("Срок", "Действует до " + until));
        }
    }

    private static Step clock(Duration skew) {
        return skew.abs().compareTo(TOLERABLE_SKEW) <= 0
                ? good("Часы", "Расходятся с ГИС ЖКХ не больше минуты")
                : bad(
                        "Часы",
                        "Часы сервера %s на %d с: настройте синхронизацию времени (NTP)"
                                .formatted(
                                        skew.isNegative() ? "отстают" : "спешат",
                                        skew.abs().toSeconds()));
    }

    private static Step good(String what, String sentence) {
        return new Step(what, Outcome.GOOD, sentence);
    }

    private static Step bad(String what, String sentence) {
        return new Step(what, Outcome.BAD, sentence);
    }
}
