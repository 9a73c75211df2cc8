package ru.priyomnaya.gis;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import ru.priyomnaya.gis.Operation.Service;
import ru.priyomnaya.gis.wire.ReplyReader;
import ru.priyomnaya.gis.wire.Requests;
import ru.priyomnaya.gis.wire.WireReply;
import ru.priyomnaya.probe.ProbedChannel;
import ru.priyomnaya.probe.ProbedChannel.Outcome;
import ru.priyomnaya.probe.ProbedChannel.Setting;
import ru.priyomnaya.probe.ProbedChannel.Step;
import ru.priyomnaya.probe.ProbedChannels;
import ru.priyomnaya.probe.Steps;
import ru.priyomnaya.signing.SignTest;

/** The tunnel, the service behind it, the key. Asks after a message that does not exist: nothing is changed there. */
@Component
class GisProbe implements ProbedChannels {
    private static final String NO_SUCH_MESSAGE = "INT002";

    private final GisProperties properties;
    private final GisChannel channel;
    private final GisHttp http;
    private final GisKeys keys;
    private final Asks asks;
    private final Clock clock;

    GisProbe(GisProperties properties, GisChannel channel, GisHttp http, GisKeys keys, Asks asks, Clock clock) {
        this.properties = properties;
        this.channel = channel;
        this.http = http;
        this.keys = keys;
        this.asks = asks;
        this.clock = clock;
    }

    @Override
    public List<ProbedChannel> all() {
        return List.of(new ProbedChannel(
                "gis",
                "ГИС ЖКХ",
                properties.isConfigured(),
                "Задайте priyomnaya.gis.base-url и priyomnaya.gis.org-ppa-guid",
                List.of(
                        Setting.of("base-url", properties.baseUrl()),
                        Setting.of("org-ppa-guid", properties.orgPpaGuid()),
                        Setting.of("export-version", properties.exportVersion()),
                        Setting.of("import-version", properties.importVersion()),
                        Setting.of("signature-profile", properties.signatureProfile()),
                        Setting.of("operator-signature", properties.operatorSignature()),
                        Setting.of("polling", properties.polling()),
                        Setting.of("poll", properties.poll()),
                        Setting.of("refresh", properties.refresh()),
                        Setting.of("send-mode", properties.sendMode()),
                        Setting.secret("basic.password", properties.basic().password()),
                        Setting.secret("signing.password", properties.key().password())),
                List.of("gis-pull", "gis-collect", "gis-send", "gis-files"),
                List.of(GisCollect.CHANNEL),
                Map.of("Обменов не закончено", "select count(*) from gis_exchange where finished_at is null"),
                this::test));
    }

    private List<Step> test() {
        var url = URI.create(Objects.requireNonNull(properties.baseUrl()));
        var secure = "https".equals(url.getScheme());
        var port = url.getPort() > 0 ? url.getPort() : secure ? 443 : 80;
        var steps = new Steps(properties.connectTimeout()).reach(url.getHost(), port);
        if (secure && properties.sslBundle() == null) {
            steps.tls(url.getHost(), port, clock);
        }
        steps.then(
                "Служба обращений",
                "Проверьте туннель, base-url, host-header и права информационной системы",
                this::asked);
        keys.test().forEach(step -> steps.and(new Step(step.what(), outcome(step.outcome()), step.sentence())));
        channel.stopped()
                .ifPresent(stop -> steps.and(new Step(
                        "Кабинет " + properties.orgPpaGuid(),
                        Outcome.BAD,
                        "%s: %s. Что делать — «ГИС ЖКХ → Коды ошибок»".formatted(stop.code(), stop.reason()))));
        return steps.all();
    }

    private static Outcome outcome(SignTest.Outcome outcome) {
        return switch (outcome) {
            case GOOD -> Outcome.GOOD;
            case WARNING -> Outcome.SOON;
            case BAD -> Outcome.BAD;
        };
    }

    private String asked() throws IOException {
        var request = Requests.getState(
                asks.sender(), UUID.randomUUID(), asks.date(), UUID.randomUUID(), Service.APPEALS.systemHeader);
        try (var reply = http.post(Service.APPEALS.path, "getState", request)) {
            var answer = ReplyReader.read(reply.body(), reply.status());
            if (answer instanceof WireReply.Fault fault
                    && !fault.problem().code().startsWith(NO_SUCH_MESSAGE)) {
                throw new IOException(fault.problem().sentence());
            }
            if (answer instanceof WireReply.Noise noise) {
                throw new IOException(noise.sentence());
            }
            return "отвечает";
        }
    }
}
