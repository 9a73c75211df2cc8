package ru.priyomnaya.alarm;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import ru.priyomnaya.alarm.AlarmWay.Told;
import ru.priyomnaya.alarm.Alarms.Alarm;
import ru.priyomnaya.concern.ConcernKind;
import ru.priyomnaya.organization.Organizations;
import ru.priyomnaya.routing.Cause;
import ru.priyomnaya.routing.ChannelPulse;

/** Tells each alarm once by each way; a way that fails is tried again at the next look. */
@Service
@EnableConfigurationProperties(AlarmProperties.class)
public class AlarmTelling {
    private static final Logger log = LoggerFactory.getLogger(AlarmTelling.class);

    private final Alarms alarms;
    private final List<AlarmWay> ways;
    private final AlarmProperties properties;
    private final Organizations organizations;
    private final ChannelPulse pulse;
    private final Clock clock;

    AlarmTelling(
            Alarms alarms,
            List<AlarmWay> ways,
            AlarmProperties properties,
            Organizations organizations,
            ChannelPulse pulse,
            Clock clock) {
        this.alarms = alarms;
        this.ways = ways;
        this.properties = properties;
        this.organizations = organizations;
        this.pulse = pulse;
        this.clock = clock;
    }

    /** Those that are configured. */
    public List<String> ways() {
        return ways.stream()
                .filter(AlarmWay::isConfigured)
                .map(AlarmWay::name)
                .sorted()
                .toList();
    }

    /** A sample by every way that is configured: way → what went wrong, empty when it arrived. */
    @PreAuthorize("hasRole('IT')")
    public Map<String, String> test() {
        var results = new TreeMap<String, String>();
        var sample = new Told(
                "test",
                "TEST",
                "",
                "Проверка оповещения",
                "Так приходят тревоги. Делать ничего не нужно",
                clock.instant());
        ways.stream().filter(AlarmWay::isConfigured).forEach(way -> results.put(way.name(), tell(way, sample)));
        return results;
    }

    void tell() {
        if (properties.isQuiet(
                LocalTime.ofInstant(clock.instant(), organizations.first().zone()))) {
            return;
        }
        ways.stream().filter(AlarmWay::isConfigured).forEach(this::tellBy);
    }

    private void tellBy(AlarmWay way) {
        for (var alarm : alarms.untold(way.name())) {
            var problem = tell(way, told(alarm, alarms.isKnown(alarm, way.name())));
            if (!problem.isEmpty()) {
                pulse.failed("alarm " + way.name(), problem);
                return; // the others would fail too
            }
            alarms.told(alarm, way.name());
            pulse.succeeded("alarm " + way.name());
        }
    }

    private static Told told(Alarm alarm, boolean known) {
        var over = alarm.endedAt() != null;
        return new Told(
                over ? "recovered" : known ? "changed" : "raised",
                alarm.kind().name(),
                alarm.about(),
                (over ? "Прошло: " : "Тревога: ") + alarm.kind().inRussian(),
                alarm.sentence(),
                alarm.since());
    }

    /** Without the database. True when somebody has heard it, or nobody is there to hear. */
    boolean tellAtOnce(ConcernKind kind, String state, Instant since, String sentence) {
        var title = (state.equals("recovered") ? "Прошло: " : "Тревога: ") + kind.inRussian();
        var told = new Told(state, kind.name(), "", title, sentence, since);
        var results = ways.stream()
                .filter(AlarmWay::isConfigured)
                .map(way -> tell(way, told))
                .toList();
        return results.isEmpty() || results.contains("");
    }

    private static String tell(AlarmWay way, Told told) {
        try {
            way.tell(told);
            return "";
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return "прервано";
        } catch (Exception e) { // whatever its library throws, it was not heard
            log.warn("Тревога не дошла ({}): {}", way.name(), Cause.of(e));
            return Cause.of(e);
        }
    }
}
