package ru.priyomnaya.gis;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.document.DocumentDestruction;
import ru.priyomnaya.document.DocumentStore;
import ru.priyomnaya.document.Documents;
import ru.priyomnaya.document.StoredDocument;
import ru.priyomnaya.gis.Mirror.Snapshot;
import ru.priyomnaya.gis.wire.AppealReader;
import ru.priyomnaya.gis.wire.ExportedAppeal;
import ru.priyomnaya.gis.wire.ReplyReader;
import ru.priyomnaya.gis.wire.UnreadableResult;
import ru.priyomnaya.gis.wire.WireReply.Problem;
import ru.priyomnaya.intake.Intake;
import ru.priyomnaya.intake.RawMessage;

/** Takes up exported appeals, a hundred a transaction: new ones go to the intake, known ones are compared. */
@Component
class ExportApplication implements ResultHandler, DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(ExportApplication.class);
    private static final int PORTION = 100;
    private static final int WRITERS = 4;

    private final Mirror mirror;
    private final GisNews news;
    private final Answerers answerers;
    private final Intake intake;
    private final Exchanges exchanges;
    private final Reconciliation reconciliation;
    private final GisChannel channel;
    private final DocumentStore store;
    private final Documents documents;
    private final DocumentDestruction destruction;
    private final TransactionTemplate transaction;
    private final Clock clock;
    // The wait for the disk, not the processor, is what takes time.
    private final ExecutorService writers = Executors.newFixedThreadPool(WRITERS);

    ExportApplication(
            Mirror mirror,
            GisNews news,
            Answerers answerers,
            Intake intake,
            Exchanges exchanges,
            Reconciliation reconciliation,
            GisChannel channel,
            DocumentStore store,
            Documents documents,
            DocumentDestruction destruction,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.mirror = mirror;
        this.news = news;
        this.answerers = answerers;
        this.intake = intake;
        this.exchanges = exchanges;
        this.reconciliation = reconciliation;
        this.channel = channel;
        this.store = store;
        this.documents = documents;
        this.destruction = destruction;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Override
    public Set<Operation> operations() {
        return Set.of(Operation.EXPORT_WINDOW, Operation.EXPORT_APPEALS);
    }

    /** What a result brought. */
    private static final class Tally {
        private int all;
        private int fresh;
        private int changed;
        private int unreadable;
        private boolean holdsErased;
        private final Set<String> unknown = new TreeSet<>();

        private String sentence() {
            return "Обращений %d, новых %d, изменённых %d".formatted(all, fresh, changed)
                    + (unreadable == 0 ? "" : ", не прочитано " + unreadable)
                    + (unknown.isEmpty() ? "" : "; неизвестные элементы: " + String.join(", ", unknown));
        }
    }

    @Override
    public void apply(Exchange exchange) throws IOException, UnreadableResult {
        var tally = new Tally();
        var portion = new ArrayList<byte[]>(PORTION);
        try (var result = documents.open(Objects.requireNonNull(exchange.resultSha256()))) {
            ReplyReader.appeals(result, fragment -> {
                portion.add(fragment);
                if (portion.size() == PORTION) {
                    take(portion, tally);
                    portion.clear();
                    channel.hold(); // a result of thousands takes longer than a lease
                }
            });
        }
        take(portion, tally);
        settle(exchange);
        if (tally.holdsErased) {
            exchanges.holdsErased(exchange.id());
        }
        exchanges.applied(exchange.id(), tally.sentence());
        if (!tally.unknown.isEmpty()) {
            log.warn("ГИС ЖКХ прислала неизвестные элементы: {}", tally.unknown);
        }
        if (tally.fresh + tally.changed > 0) {
            log.info("ГИС ЖКХ: {}", tally.sentence());
        }
    }

    private record Taken(ExportedAppeal appeal, StoredDocument document) {}

    private void take(List<byte[]> fragments, Tally tally) throws IOException {
        var taken = new ArrayList<Taken>(fragments.size());
        var unreadable = new ArrayList<StoredDocument>();
        var seen = new HashSet<UUID>();
        var documentsOfFragments = put(fragments);
        for (int i = 0; i < fragments.size(); i++) {
            tally.all++;
            try {
                tally.unknown.addAll(AppealReader.unknownIn(fragments.get(i)));
                var appeal = AppealReader.read(fragments.get(i));
                if (seen.add(appeal.guid())) {
                    taken.add(new Taken(appeal, documentsOfFragments.get(i)));
                }
            } catch (UnreadableResult e) {
                tally.unreadable++;
                unreadable.add(documentsOfFragments.get(i));
            }
        }
        transaction.executeWithoutResult(status -> {
            enter(taken, tally);
            unreadable.forEach(this::quarantine);
        });
    }

    /** Its bytes name it: it has no other name that could be read. The reader of the intake says what is wrong with it. */
    private void quarantine(StoredDocument fragment) {
        intake.keep(new RawMessage(Channel.GIS, fragment.sha256(), "", fragment, clock.instant(), null));
    }

    private List<StoredDocument> put(List<byte[]> fragments) throws IOException {
        var writing = new ArrayList<Future<StoredDocument>>(fragments.size());
        for (var fragment : fragments) {
            writing.add(writers.submit(() -> store.put(new ByteArrayInputStream(fragment))));
        }
        var written = new ArrayList<StoredDocument>(fragments.size());
        try {
            for (var one : writing) {
                written.add(one.get());
            }
        } catch (ExecutionException e) {
            throw new IOException("Хранилище не принимает", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Запись прервана", e);
        }
        return written;
    }

    private void enter(List<Taken> taken, Tally tally) {
        var known = mirror.known(taken.stream().map(one -> one.appeal().guid()).toList());
        var fresh = new ArrayList<Taken>();
        var changed = new ArrayList<Taken>();
        var same = new ArrayList<UUID>();
        for (var one : taken) {
            var before = known.get(one.appeal().guid());
            if (before == null) {
                fresh.add(one);
            } else if (before.isErased()) {
                tally.holdsErased = true; // ГИС ЖКХ shows it for some time yet; here it is not taken in again
                destruction.doom(List.of(one.document().sha256()));
            } else if (!before.rawSha256().equals(one.document().sha256())) {
                changed.add(one);
            } else {
                same.add(one.appeal().guid());
            }
        }
        documents.keep(Stream.concat(fresh.stream(), changed.stream())
                .map(Taken::document)
                .toList());
        for (var one : changed) {
            compare(Objects.requireNonNull(known.get(one.appeal().guid())), one.appeal());
        }
        mirror.write(
                channel.organization(),
                Stream.concat(fresh.stream(), changed.stream())
                        .map(one -> new Snapshot(one.appeal(), one.document().sha256()))
                        .toList());
        // What a new state leaves behind would belong to nobody, and no erasure would find it.
        destruction.doom(changed.stream()
                .map(one ->
                        Objects.requireNonNull(known.get(one.appeal().guid())).rawSha256())
                .toList());
        mirror.seen(same);
        answerers.learn(taken.stream().map(Taken::appeal).toList());
        for (var one : fresh) {
            intake.keep(new RawMessage(
                    Channel.GIS, one.appeal().guid().toString(), "", one.document(), clock.instant(), null));
        }
        tally.fresh += fresh.size();
        tally.changed += changed.size();
    }

    private void compare(Mirror.Known before, ExportedAppeal after) {
        try {
            news.compare(before, mirror.read(before.rawSha256()), after);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UnreadableResult e) {
            log.error("Прежний снимок обращения ГИС ЖКХ {} не читается", before.guid());
        }
    }

    @Override
    public void empty(Exchange exchange) {
        settle(exchange);
    }

    @Override
    public void refused(Exchange exchange, Problem problem) {
        // The next regular export asks again; a reconciliation is asked again by its own clock.
    }

    private void settle(Exchange exchange) {
        if (exchange.reconciles() != null) {
            reconciliation.settle(exchange.reconciles(), exchange.createdAt());
        }
    }

    @Override
    public void destroy() {
        writers.shutdownNow();
    }
}
