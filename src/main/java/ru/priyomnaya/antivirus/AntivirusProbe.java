package ru.priyomnaya.antivirus;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import ru.priyomnaya.probe.ProbedChannel;
import ru.priyomnaya.probe.ProbedChannel.Setting;
import ru.priyomnaya.probe.ProbedChannel.Step;
import ru.priyomnaya.probe.ProbedChannels;
import ru.priyomnaya.probe.Steps;

/** Whether the scanner finds what every scanner has to find. */
@Component
class AntivirusProbe implements ProbedChannels {
    /** EICAR's test file, in two halves: whole, it would get this program deleted. */
    private static final String EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-" + "STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

    private final AntivirusProperties properties;
    private final VirusScanner scanner;

    AntivirusProbe(AntivirusProperties properties, VirusScanner scanner) {
        this.properties = properties;
        this.scanner = scanner;
    }

    @Override
    public List<ProbedChannel> all() {
        return List.of(new ProbedChannel(
                "antivirus",
                "Антивирус",
                properties.isConfigured(),
                "Файлы отдаются без проверки. Задайте priyomnaya.antivirus.host",
                List.of(
                        Setting.of("host", properties.host()),
                        Setting.of("port", properties.port()),
                        Setting.of("timeout", properties.timeout())),
                List.of("virus-scan"),
                List.of("virus-scan"),
                Map.of("Файлов ждёт проверки", "select count(*) from document_check where state = 'WAITING'"),
                this::test));
    }

    private List<Step> test() {
        return new Steps(properties.timeout())
                .reach(Objects.requireNonNull(properties.host()), properties.port())
                .then(
                        "Базы",
                        "Проверьте clamd",
                        () -> scanner.base().map(base -> "от " + base).orElse("clamd не назвал их дату"))
                .then("Проба", "clamd пропустил проверочный файл EICAR: проверьте базы", this::findsTheSample)
                .all();
    }

    private String findsTheSample() throws Exception {
        var verdict = scanner.scan(new ByteArrayInputStream(EICAR.getBytes(StandardCharsets.US_ASCII)));
        if (verdict.check() != FileCheck.INFECTED) {
            throw new IllegalStateException(verdict.check().name());
        }
        return verdict.finding();
    }
}
