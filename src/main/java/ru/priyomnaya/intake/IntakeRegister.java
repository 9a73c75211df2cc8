package ru.priyomnaya.intake;

import jakarta.annotation.PreDestroy;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.annotation.Value;
import ru.priyomnaya.routing.ChannelPulse;
import ru.priyomnaya.routing.RouteBean;

/** Reads what was stored and enters it into the register: several portions at once, for reading takes the processor. */
@RouteBean(
        value = "intakeRegister",
        does = "читает принятые сообщения всех каналов и регистрирует обращения",
        gives = "сколько сообщений взято")
class IntakeRegister {
    private static final int PORTION = 25;
    private static final int PORTIONS_A_CALL = 40;

    private final Intake intake;
    private final ChannelPulse pulse;
    private final int workers;
    private final ExecutorService pool;

    /** @param workers portions that are read at once, {@code priyomnaya.intake.workers}; 0: as many as there are processors */
    IntakeRegister(Intake intake, ChannelPulse pulse, @Value("${priyomnaya.intake.workers:0}") int workers) {
        this.intake = intake;
        this.pulse = pulse;
        this.workers = workers > 0 ? workers : Runtime.getRuntime().availableProcessors();
        this.pool = Executors.newFixedThreadPool(this.workers, work -> {
            var worker = new Thread(work, "intake-register");
            worker.setDaemon(true);
            return worker;
        });
    }

    /** Works until nothing waits, at most a thousand messages a worker and call; returns how many it took up. */
    public int next() throws InterruptedException {
        var total = intake.registerWaiting(PORTION);
        Callable<Integer> portions = this::portions;
        if (total == PORTION) { // more than one portion waits
            for (var taken : pool.invokeAll(Collections.nCopies(workers, portions))) {
                try {
                    total += taken.get();
                } catch (ExecutionException e) {
                    throw e.getCause() instanceof RuntimeException problem
                            ? problem
                            : new IllegalStateException(e.getCause());
                }
            }
        }
        pulse.succeeded("intake-register");
        return total;
    }

    private int portions() {
        var total = 0;
        for (int portion = 0; portion < PORTIONS_A_CALL; portion++) {
            var taken = intake.registerWaiting(PORTION);
            total += taken;
            if (taken == 0) {
                break;
            }
        }
        return total;
    }

    @PreDestroy
    void stop() {
        pool.shutdown();
    }
}
