package ru.priyomnaya.intake;

import ru.priyomnaya.routing.ChannelPulse;
import ru.priyomnaya.routing.RouteBean;

/** Reads what was stored and enters it into the register. */
@RouteBean("intakeRegister")
class IntakeRegister {
    private static final int PORTION = 25;
    private static final int PORTIONS_A_CALL = 40;

    private final Intake intake;
    private final ChannelPulse pulse;

    IntakeRegister(Intake intake, ChannelPulse pulse) {
        this.intake = intake;
        this.pulse = pulse;
    }

    /** Works until nothing waits, at most a thousand messages a call; returns how many it took up. */
    public int next() {
        var total = 0;
        for (int portion = 0; portion < PORTIONS_A_CALL; portion++) {
            var taken = intake.registerWaiting(PORTION);
            total += taken;
            if (taken == 0) {
                break;
            }
        }
        pulse.succeeded("intake-register");
        return total;
    }
}
