package ru.priyomnaya.console;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import ru.priyomnaya.alarm.AlarmTelling;
import ru.priyomnaya.alarm.Alarms;
import ru.priyomnaya.concern.Stuck;
import ru.priyomnaya.concern.StuckFinder;
import ru.priyomnaya.node.Nodes;

/** Alarms, what is stuck and the gateways, by API. */
@RestController
@RequestMapping("/api/v1")
@PreAuthorize("hasAnyRole('IT', 'DIRECTOR', 'AUDITOR')")
class WatchApi {
    private final Alarms alarms;
    private final AlarmTelling telling;
    private final List<StuckFinder> finders;
    private final Nodes nodes;

    WatchApi(Alarms alarms, AlarmTelling telling, List<StuckFinder> finders, Nodes nodes) {
        this.alarms = alarms;
        this.telling = telling;
        this.finders = finders;
        this.nodes = nodes;
    }

    /** Those that stand, oldest first. */
    @GetMapping("/alarms")
    List<Alarms.Alarm> alarms() {
        return alarms.standing();
    }

    /** A sample by every configured way: way → what went wrong, empty when it arrived. */
    @PostMapping("/alarms/test")
    @PreAuthorize("hasRole('IT')")
    Map<String, String> test() {
        return telling.test();
    }

    /** By kind, oldest first, a hundred at most of each. */
    @GetMapping("/stuck")
    Map<String, List<Stuck>> stuck() {
        var found = new LinkedHashMap<String, List<Stuck>>();
        finders.forEach(finder -> found.put(finder.what(), finder.find()));
        return found;
    }

    @GetMapping("/nodes")
    List<Nodes.Node> nodes() {
        return nodes.all();
    }
}
