package ru.priyomnaya.privacy;

import ru.priyomnaya.routing.ChannelPulse;
import ru.priyomnaya.routing.RouteBean;

/** Proposes to destroy what has been kept for longer than its term; two people have to agree. */
@RouteBean(
        value = "personalOverdue",
        does = "предлагает уничтожить данные, которые хранятся дольше срока; согласиться должны двое",
        gives = "сколько обращений и сообщений предложено")
class OverdueData {
    private final ErasureDesk desk;
    private final ChannelPulse pulse;

    OverdueData(ErasureDesk desk, ChannelPulse pulse) {
        this.desk = desk;
        this.pulse = pulse;
    }

    /** Returns how many appeals and messages were proposed; 0 while an earlier proposal waits. */
    public int propose() {
        var proposed = desk.proposeByTerm();
        pulse.succeeded("personal-overdue");
        return proposed;
    }
}
