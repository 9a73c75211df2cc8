package ru.priyomnaya.intake;

import org.springframework.stereotype.Component;

/** How much of the intake log waits; for programs that watch. */
@Component
public class IntakeFigures {
    private final IntakeLog messages;

    IntakeFigures(IntakeLog messages) {
        this.messages = messages;
    }

    /** Taken in, not read yet. */
    public long unread() {
        return messages.count(IntakeState.STORED);
    }

    /** A person has to look. */
    public long quarantined() {
        return messages.count(IntakeState.QUARANTINED);
    }
}
