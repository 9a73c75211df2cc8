package ru.priyomnaya.disclosure;

import jakarta.annotation.PreDestroy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Two halves of one long count at a time, on two connections that see the same moment (PostgreSQL, pg_export_snapshot). Only one
 * count at a time takes a second connection, the others do one half after the other: nobody who holds a connection waits for those
 * who wait for one.
 */
@Component
class Alongside {
    private final JdbcClient jdbc;
    private final TransactionTemplate another;
    private final Semaphore second = new Semaphore(1);
    private final ExecutorService worker = Executors.newSingleThreadExecutor(work -> {
        var thread = new Thread(work, "count-alongside");
        thread.setDaemon(true);
        return thread;
    });

    Alongside(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        another = new TransactionTemplate(transactions);
        another.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        another.setReadOnly(true);
    }

    @PreDestroy
    void close() {
        worker.shutdownNow();
    }

    /** Inside a transaction that reads repeatably, which both halves then belong to. */
    <A, B, T> T both(Supplier<A> here, Supplier<B> there, BiFunction<A, B, T> together) {
        if (!second.tryAcquire()) {
            return together.apply(here.get(), there.get());
        }
        try {
            var snapshot =
                    jdbc.sql("select pg_export_snapshot()").query(String.class).single();
            var asked = CompletableFuture.supplyAsync(() -> of(snapshot, there), worker);
            try {
                return together.apply(here.get(), asked.join());
            } finally {
                asked.exceptionally(failed -> null).join(); // the moment ends with the transaction that exported it
            }
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        } finally {
            second.release();
        }
    }

    private <B> B of(String snapshot, Supplier<B> there) {
        return another.execute(status -> {
            jdbc.sql("set transaction snapshot '" + snapshot + "'").update(); // takes no parameters
            return there.get();
        });
    }
}
