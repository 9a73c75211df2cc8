package ru.priyomnaya.intake;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ru.priyomnaya.appeal.Appeal;
import ru.priyomnaya.appeal.Appeals;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.appeal.IncomingAppeal;
import ru.priyomnaya.appeal.Registrar;
import ru.priyomnaya.document.Documents;
import ru.priyomnaya.intake.IntakeEvent.BounceReceived;
import ru.priyomnaya.intake.IntakeEvent.MessageQuarantined;
import ru.priyomnaya.intake.IntakeLog.Claim;
import ru.priyomnaya.organization.Organizations;

/** Stores first, parses second: past {@link #keep} a message can be misread but not lost, and is registered once. */
@Service
public class Intake {
    private static final Logger log = LoggerFactory.getLogger(Intake.class);
    private static final int MOST_ATTEMPTS = 5;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);

    private final IntakeLog messages;
    private final Map<Channel, MessageReader> readers;
    private final Registrar registrar;
    private final Appeals appeals;
    private final Documents documents;
    private final Organizations organizations;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Intake(
            IntakeLog messages,
            List<MessageReader> readers,
            Registrar registrar,
            Appeals appeals,
            Documents documents,
            Organizations organizations,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.messages = messages;
        this.readers = readers.stream().collect(Collectors.toMap(MessageReader::channel, Function.identity()));
        this.registrar = registrar;
        this.appeals = appeals;
        this.documents = documents;
        this.organizations = organizations;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** The id of a message in the intake log, and whether it came for the first time. */
    public record Kept(long id, boolean isNew) {}

    /**
     * Writes the message into the intake log; joins the caller's transaction. When it has committed, the source may be told
     * that the message was taken.
     */
    public Kept keep(RawMessage message) {
        return Objects.requireNonNull(transaction.execute(status -> {
            documents.keep(List.of(message.document()));
            var organization = organizations.first().id();
            var fresh = messages.insert(organization, message);
            var refusal = message.refusal();
            if (refusal != null) {
                fresh.ifPresent(id -> events.publishEvent(new MessageQuarantined(id, refusal.code())));
            }
            return fresh.map(id -> new Kept(id, true)).orElseGet(() -> new Kept(known(organization, message), false));
        }));
    }

    private long known(UUID organization, RawMessage message) {
        return messages.find(organization, message.channel(), message.externalId(), message.fingerprint())
                .orElseThrow();
    }

    /** Reads and registers up to {@code most} waiting messages; returns how many it took up. */
    public int registerWaiting(int most) {
        var claim = messages.claim(most);
        work(claim);
        return claim.messages().size();
    }

    /** Reads and registers one message now, if nobody else is at it; returns what became of it. */
    public IntakeView registerNow(long id) {
        work(messages.claimOne(id, Set.of(IntakeState.STORED)));
        return messages.view(id).orElseThrow();
    }

    void work(Claim claim) {
        var readable = new ArrayList<Read>();
        for (var message : claim.messages()) {
            read(claim, message).ifPresent(readable::add);
        }
        if (readable.isEmpty()) {
            return;
        }
        try {
            transaction.executeWithoutResult(status -> settle(claim, readable));
        } catch (CannotCreateTransactionException | DataAccessResourceFailureException databaseIsAway) {
            throw databaseIsAway; // nobody is at fault: the claim runs out, the messages stay
        } catch (RuntimeException together) {
            // One of them is at fault; alone, each gets its own outcome.
            for (var one : readable) {
                settleAlone(claim, one);
            }
        }
    }

    private Optional<Read> read(Claim claim, StoredMessage message) {
        if (message.attempts() > MOST_ATTEMPTS) {
            // It never came to an outcome: the process died over it each time.
            quarantine(claim, message, "INTAKE-002", "Программа не справилась; сообщите код поддержке");
            return Optional.empty();
        }
        try {
            var bytes = documents.bytes(message.sha256());
            return Optional.of(new Read(message, readerOf(message.channel()).read(message, bytes)));
        } catch (UnreadableMessage e) {
            quarantine(claim, message, e.code(), e.sentence());
        } catch (IOException e) {
            if (message.attempts() >= MOST_ATTEMPTS) {
                quarantine(
                        claim,
                        message,
                        "INTAKE-001",
                        "Исходник не читается из хранилища: проверьте диск и каталог данных");
                return Optional.empty();
            }
            log.warn("Не читается хранилище, сообщение {} подождёт: {}", message.id(), e.toString());
            messages.postpone(message.id(), clock.instant().plus(FIRST_PAUSE), "INTAKE-001", "Хранилище не отвечает");
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            failed(claim, message, e);
        }
        return Optional.empty();
    }

    private MessageReader readerOf(Channel channel) throws UnreadableMessage {
        var reader = readers.get(channel);
        if (reader == null) {
            throw new UnreadableMessage(
                    "INTAKE-003", "Канал «%s» не умеет читать сообщения".formatted(channel.inRussian()));
        }
        return reader;
    }

    private void settleAlone(Claim claim, Read one) {
        try {
            transaction.executeWithoutResult(status -> settle(claim, List.of(one)));
        } catch (CannotCreateTransactionException | DataAccessResourceFailureException databaseIsAway) {
            throw databaseIsAway;
        } catch (RuntimeException e) {
            failed(claim, one.message(), e);
        }
    }

    private void failed(Claim claim, StoredMessage message, Throwable e) {
        // The stack shows our code; the message of an exception may quote the letter, so it stays out of the log.
        log.error(
                "Сообщение {} ({}) не обработано: {} в {}",
                message.id(),
                message.channel(),
                e.getClass().getName(),
                e.getStackTrace().length == 0 ? "?" : e.getStackTrace()[0]);
        if (message.attempts() >= MOST_ATTEMPTS) {
            quarantine(
                    claim,
                    message,
                    "INTAKE-002",
                    "Программа не справилась за %d попыток; сообщите код поддержке".formatted(message.attempts()));
        } else {
            var pause = FIRST_PAUSE.multipliedBy(1L << message.attempts());
            messages.postpone(message.id(), clock.instant().plus(pause), "INTAKE-002", "Повторится само");
        }
    }

    private void quarantine(Claim claim, StoredMessage message, String code, String reason) {
        transaction.executeWithoutResult(status -> {
            if (!messages.lock(claim, List.of(message.id())).isEmpty()) {
                messages.finish(message.id(), IntakeState.QUARANTINED, code, reason, null, null);
                events.publishEvent(new MessageQuarantined(message.id(), code));
            }
        });
        log.info("Карантин: сообщение {}, {}", message.id(), code);
    }

    /** In one transaction: appeals with consecutive numbers, and what became of each message. */
    private void settle(Claim claim, List<Read> readable) {
        var mine = messages.lock(
                claim, readable.stream().map(read -> read.message().id()).toList());
        var known = new HashMap<String, UUID>();
        messages.registered(readable.stream()
                        .filter(read -> read.reading() instanceof Reading.FromApplicant)
                        .map(read -> read.message().externalId())
                        .toList())
                .forEach(earlier -> known.put(key(earlier.externalId(), earlier.digest()), earlier.appeal()));

        var fresh = new ArrayList<Fresh>();
        for (var read : readable) {
            if (!mine.contains(read.message().id())) {
                continue;
            }
            var id = read.message().id();
            if (read.reading() instanceof Reading.FromApplicant letter) {
                settle(read.message(), letter, known, fresh);
            } else if (read.reading() instanceof Reading.Automatic automatic) {
                messages.finish(id, IntakeState.AUTOMATIC, automatic.code(), automatic.sentence(), null, null);
            } else if (read.reading() instanceof Reading.Bounce bounce) {
                messages.finish(id, IntakeState.BOUNCE, null, bounce.diagnostic(), null, null);
                events.publishEvent(new BounceReceived(id, bounce.messageIds(), bounce.diagnostic()));
            } else {
                throw new AssertionError(read.reading().getClass());
            }
        }
        register(fresh);
    }

    private void settle(
            StoredMessage message, Reading.FromApplicant letter, Map<String, UUID> known, List<Fresh> fresh) {
        var earlier = known.get(key(message.externalId(), letter.digest()));
        if (!letter.digest().isEmpty() && earlier != null) {
            messages.finish(
                    message.id(),
                    IntakeState.DUPLICATE,
                    null,
                    "То же письмо пришло раньше",
                    earlier,
                    null,
                    letter.facts());
            return;
        }
        var twin = fresh.stream()
                .anyMatch(other -> !letter.digest().isEmpty()
                        && key(other.message().externalId(), other.letter().digest())
                                .equals(key(message.externalId(), letter.digest())));
        if (twin) {
            // Its copy is registered in this very transaction; the next look finds it.
            messages.postpone(message.id(), clock.instant(), "INTAKE-004", "Копия регистрируется");
            return;
        }
        var open = openCase(letter.appeal());
        if (open.isPresent()) {
            var appeal = open.get();
            registrar.join(appeal.id(), letter.appeal());
            messages.finish(
                    message.id(),
                    IntakeState.REGISTERED,
                    null,
                    "Письмо в деле",
                    appeal.id(),
                    letter.digest(),
                    letter.facts());
            log.info("Письмо приобщено к {}", appeal.number());
            return;
        }
        fresh.add(new Fresh(message, letter));
    }

    /** The open case that a letter continues. Who quotes a case but is not its applicant starts a new one, linked. */
    private Optional<Appeal> openCase(IncomingAppeal letter) {
        var sender = letter.applicant().email();
        if (letter.repliesTo() == null || sender == null) {
            return Optional.empty();
        }
        return appeals.findById(letter.repliesTo())
                .filter(appeal -> appeal.status().isOpen())
                .filter(appeal -> sender.equalsIgnoreCase(appeal.applicant().email())
                        || sender.equalsIgnoreCase(appeal.emailAddress().orElse(null)));
    }

    /** Last in the transaction: the numbers are locked from here to the commit. */
    private void register(List<Fresh> fresh) {
        var registered =
                registrar.register(fresh.stream().map(f -> f.letter().appeal()).toList());
        for (int i = 0; i < fresh.size(); i++) {
            var message = fresh.get(i).message();
            var appeal = registered.get(i);
            messages.finish(
                    message.id(),
                    IntakeState.REGISTERED,
                    null,
                    null,
                    appeal.id(),
                    fresh.get(i).letter().digest(),
                    fresh.get(i).letter().facts());
            log.info(
                    "Зарегистрировано {}, канал: {}",
                    appeal.number(),
                    message.channel().inRussian());
        }
    }

    private static String key(String externalId, String digest) {
        return externalId + '\0' + digest;
    }

    private record Read(StoredMessage message, Reading reading) {}

    private record Fresh(StoredMessage message, Reading.FromApplicant letter) {}
}
