package ru.priyomnaya.node;

import java.util.List;
import org.springframework.stereotype.Component;
import ru.priyomnaya.concern.Concern;
import ru.priyomnaya.concern.ConcernKind;
import ru.priyomnaya.concern.ConcernLimits;
import ru.priyomnaya.concern.Watched;
import ru.priyomnaya.storage.Home;

/** Free space under the home. */
@Component
class DiskWatched implements Watched {
    private final Home home;
    private final ConcernLimits limits;

    DiskWatched(Home home, ConcernLimits limits) {
        this.home = home;
        this.limits = limits;
    }

    @Override
    public String watches() {
        return "Диск";
    }

    @Override
    public boolean ofThisNode() {
        return true;
    }

    @Override
    public List<Concern> concerns() {
        var free = home.directory("").toFile().getUsableSpace();
        return free >= limits.disk().toBytes()
                ? List.of()
                : List.of(new Concern(
                        ConcernKind.DISK,
                        "home",
                        "На диске каталога данных осталось меньше %d МБ: освободите место"
                                .formatted(limits.disk().toMegabytes())));
    }
}
