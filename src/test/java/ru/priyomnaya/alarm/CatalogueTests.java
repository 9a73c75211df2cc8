package ru.priyomnaya.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessResourceFailureException;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.alarm.AlarmWay.Told;
import ru.priyomnaya.concern.Concern;
import ru.priyomnaya.concern.ConcernKind;
import ru.priyomnaya.concern.Remaining;
import ru.priyomnaya.concern.Watched;
import ru.priyomnaya.node.Leases;
import ru.priyomnaya.node.Nodes;
import ru.priyomnaya.organization.Organizations;
import ru.priyomnaya.routing.ChannelPulse;

/** What holds of every alarm; each room's own provoke theirs. */
class CatalogueTests extends GatewayTest {
    @Autowired
    private Alarms alarms;

    @Autowired
    private Nodes nodes;

    @Autowired
    private Leases leases;

    @Autowired
    private Organizations organizations;

    @Autowired
    private ChannelPulse pulse;

    private final List<Told> heard = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-24T09:00:00Z");

    private final AlarmWay way = new AlarmWay() {
        @Override
        public String name() {
            return "catalogue";
        }

        @Override
        public boolean isConfigured() {
            return true;
        }

        @Override
        public void tell(Told told) {
            heard.add(told);
        }
    };

    private final Clock clock = new Clock() {
        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    private AlarmWatch watching(AlarmProperties properties, Watched... rooms) {
        return new AlarmWatch(
                List.of(rooms),
                List.of(),
                alarms,
                new AlarmTelling(alarms, List.of(way), properties, organizations, pulse, clock),
                nodes,
                leases,
                clock);
    }

    private static AlarmProperties quiet(String from, String until) {
        return new AlarmProperties(
                List.of(),
                from.isEmpty() ? null : LocalTime.parse(from),
                until.isEmpty() ? null : LocalTime.parse(until),
                new AlarmProperties.Webhook(null, "", Duration.ofSeconds(1)));
    }

    @Test
    void everyAlarmStandsInTheGuideWithWhatToDo() throws Exception {
        var guide = Files.readString(Path.of("docs/operations.md"));

        assertThat(ConcernKind.values())
                .allSatisfy(kind -> assertThat(guide).contains("| `" + kind + "` | " + kind.inRussian() + " |"));
    }

    @Test
    void everyAlarmIsProvokedInATest() throws Exception {
        String tests;
        try (var files = Files.walk(Path.of("src/test/java"))) {
            tests = files.filter(file -> file.toString().endsWith(".java"))
                    .map(CatalogueTests::read)
                    .collect(Collectors.joining());
        }

        assertThat(ConcernKind.values())
                .allSatisfy(kind -> assertThat(tests).containsPattern("ConcernKind\\." + kind + "\\b"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The one that cannot be noted anywhere. */
    @Test
    void theDatabaseIsAwayForMoreThanAMinute() {
        var away = new Watched[] {broken(new DataAccessResourceFailureException("no connection"))};
        var watch = watching(quiet("", ""), away);

        watch.look();
        assertThat(heard).isEmpty();
        now = now.plusSeconds(61);
        watch.look();
        watch.look();
        assertThat(heard)
                .singleElement()
                .satisfies(told -> assertThat(told.kind()).isEqualTo(ConcernKind.DATABASE.name()));
    }

    @Test
    void aRoomThatCannotLookSaysSo() {
        var watch = watching(quiet("", ""), broken(new IllegalStateException("defect")));

        watch.look();

        assertThat(alarms.standing())
                .anyMatch(alarm -> alarm.kind() == ConcernKind.WATCH_BROKEN
                        && alarm.sentence().contains("defect"));
        watching(quiet("", "")).look();
    }

    private static Watched broken(RuntimeException e) {
        return new Watched() {
            @Override
            public String watches() {
                return "каталог";
            }

            @Override
            public boolean ofThisNode() {
                return true;
            }

            @Override
            public List<Concern> concerns() {
                throw e;
            }
        };
    }

    @Test
    void nightIsQuiet() {
        assertThat(quiet("22:00", "07:00").isQuiet(LocalTime.parse("23:30"))).isTrue();
        assertThat(quiet("22:00", "07:00").isQuiet(LocalTime.parse("06:59"))).isTrue();
        assertThat(quiet("22:00", "07:00").isQuiet(LocalTime.parse("07:00"))).isFalse();
        assertThat(quiet("12:00", "13:00").isQuiet(LocalTime.parse("12:30"))).isTrue();
        assertThat(quiet("", "").isQuiet(LocalTime.parse("23:30"))).isFalse();
    }

    @Test
    void whatEndsIsToldSixtyDaysBeforeEveryFortnightAndAtTheEnd() {
        var steps = java.util.stream.IntStream.rangeClosed(-1, 70)
                .mapToObj(days -> Remaining.of(
                        ConcernKind.CERTIFICATE, "key", "Сертификат", now.plus(Duration.ofDays(days)), now))
                .flatMap(java.util.Optional::stream)
                .map(Concern::step)
                .collect(Collectors.groupingBy(step -> step, Collectors.counting()));

        assertThat(steps).containsOnlyKeys("ended", "0", "1", "2", "3", "4");
        assertThat(steps.get("1")).isEqualTo(14);
        assertThat(steps.get("4")).isEqualTo(4); // 56 to 59 days
    }
}
