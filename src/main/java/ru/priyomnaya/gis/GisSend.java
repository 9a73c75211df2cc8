package ru.priyomnaya.gis;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import ru.priyomnaya.gis.Actions.NoLongerWaiting;
import ru.priyomnaya.gis.FileStore.FileRefused;
import ru.priyomnaya.gis.wire.ImportAction;
import ru.priyomnaya.gis.wire.ImportAction.ChangeAnswer;
import ru.priyomnaya.gis.wire.ImportAction.MarkExecuted;
import ru.priyomnaya.gis.wire.ImportAction.MarkNotRequired;
import ru.priyomnaya.gis.wire.ImportAction.ProlongUntil;
import ru.priyomnaya.gis.wire.ImportAction.RedirectTo;
import ru.priyomnaya.gis.wire.ImportAction.SetPerformer;
import ru.priyomnaya.gis.wire.Requests;
import ru.priyomnaya.gis.wire.Requests.UnfitRequest;
import ru.priyomnaya.routing.RouteBean;
import ru.priyomnaya.signing.SigningFailure;

/** Puts waiting actions into messages: files first, then one import with many actions, at most one for an appeal. */
@RouteBean(
        value = "gisSend",
        does = "выгружает файлы ответов, собирает ждущие действия в подписанное сообщение",
        gives = "сколько действий собрано")
class GisSend {
    private static final Logger log = LoggerFactory.getLogger(GisSend.class);
    private static final Duration UNTIL_SETTINGS = Duration.ofMinutes(1);

    private final GisProperties properties;
    private final GisChannel channel;
    private final Actions actions;
    private final ActionResults results;
    private final Answerers answerers;
    private final GisOrganizations organizations;
    private final Mirror mirror;
    private final AnswerFiles files;
    private final Asks asks;
    private final PollSchedule schedule;
    private final Clock clock;

    GisSend(
            GisProperties properties,
            GisChannel channel,
            Actions actions,
            ActionResults results,
            Answerers answerers,
            GisOrganizations organizations,
            Mirror mirror,
            AnswerFiles files,
            Asks asks,
            Clock clock) {
        this.properties = properties;
        this.channel = channel;
        this.actions = actions;
        this.results = results;
        this.answerers = answerers;
        this.organizations = organizations;
        this.mirror = mirror;
        this.files = files;
        this.asks = asks;
        this.schedule = new PollSchedule(properties.polling());
        this.clock = clock;
    }

    private record Prepared(Action action, UUID transport, ImportAction wire) {}

    /** Puts what is ready into messages; returns how many actions were put. */
    public int prepare() throws IOException {
        if (!properties.isConfigured() || !channel.hold() || channel.stopped().isPresent()) {
            return 0;
        }
        var together = new ArrayList<Prepared>();
        var put = 0;
        for (var action : actions.ready(properties.batch())) {
            channel.hold();
            var prepared = prepare(action);
            if (channel.stopped().isPresent()) {
                return 0;
            }
            if (prepared.isPresent() && action.alone()) {
                put += send(List.of(prepared.get()));
            } else {
                prepared.ifPresent(together::add);
            }
        }
        return put + send(together);
    }

    private Optional<Prepared> prepare(Action action) {
        try {
            return write(action);
        } catch (FileRefused e) {
            if (e.concernsChannel()) {
                channel.stop(e.code(), String.valueOf(e.getMessage()));
                return Optional.empty();
            }
            refuse(action, e.code(), e.code() + ": " + e.getMessage());
        } catch (UnfitRequest e) {
            refuse(action, "GIS-021", "GIS-021: " + e.getMessage());
        } catch (IOException e) {
            hold(action, String.valueOf(e.getMessage()));
        } catch (DataAccessException e) {
            throw e; // the database's hour: nothing can be written down now
        } catch (RuntimeException e) { // one action never stops the others
            log.error("Действие {} ({}) не подготовлено: {}", action.id(), action.kind(), Trace.of(e));
            hold(action, "Ошибка программы: " + e.getClass().getSimpleName());
        }
        return Optional.empty();
    }

    private void hold(Action action, String why) {
        actions.postpone(action.id(), clock.instant().plus(schedule.untilRetry(action.holdups() + 2)), why);
    }

    private void refuse(Action action, String code, String sentence) {
        results.alone(action, () -> results.refused(action, code, sentence));
    }

    private Optional<Prepared> write(Action action) throws IOException, FileRefused {
        var answerer = answerers.of(action.person());
        if (answerer.isEmpty()) {
            actions.postpone(
                    action.id(),
                    clock.instant().plus(UNTIL_SETTINGS),
                    "Неизвестен идентификатор сотрудника (AnswererGUID): укажите его на экране «ГИС ЖКХ → Сотрудники»");
            return Optional.empty();
        }
        var transport = UUID.randomUUID();
        var who = answerer.get();
        var appeal = action.appealGuid();
        return switch (action.kind()) {
            case PERFORMER -> {
                if (mirror.known(appeal)
                        .filter(known -> !known.seenAt().isBefore(action.createdAt()))
                        .map(Mirror.Known::answerer)
                        .filter(who::equals)
                        .isPresent()) {
                    results.alone(action, () -> results.done(action, null)); // it is so already
                    yield Optional.empty();
                }
                yield ready(action, transport, new SetPerformer(transport, appeal, who, action.until()));
            }
            case EXECUTED -> ready(action, transport, new MarkExecuted(transport, appeal, who));
            case NOT_REQUIRED -> ready(action, transport, new MarkNotRequired(transport, appeal, who, textOf(action)));
            case ROLL_OVER ->
                ready(
                        action,
                        transport,
                        new ProlongUntil(
                                transport, appeal, who, Objects.requireNonNull(action.until()), textOf(action)));
            case REDIRECT -> redirect(action, transport, who);
            case SEND_ANSWER, LOAD_ANSWER ->
                ready(
                        action,
                        transport,
                        new ChangeAnswer(
                                transport,
                                ImportApplication.outerOf(transport),
                                appeal,
                                action.gisAnswer(),
                                who,
                                files.load(action),
                                action.kind() == ActionKind.SEND_ANSWER,
                                false));
            case SEND_DRAFT, DELETE_ANSWER ->
                ready(
                        action,
                        transport,
                        new ChangeAnswer(
                                transport,
                                ImportApplication.outerOf(transport),
                                appeal,
                                action.gisAnswer(),
                                who,
                                null,
                                action.kind() == ActionKind.SEND_DRAFT,
                                action.kind() == ActionKind.DELETE_ANSWER));
        };
    }

    private static Optional<Prepared> ready(Action action, UUID transport, ImportAction wire) {
        return Optional.of(new Prepared(action, transport, wire));
    }

    private static String textOf(Action action) {
        return Objects.requireNonNullElse(action.text(), "");
    }

    /** The addressee is named by ОГРН; the registry tells its GUID, and until then the action waits. */
    private Optional<Prepared> redirect(Action action, UUID transport, UUID who) {
        var receiver = Objects.requireNonNull(action.receiver());
        var roots = organizations.rootsOf(receiver);
        if (roots.size() == 1) {
            return ready(
                    action,
                    transport,
                    new RedirectTo(transport, action.appealGuid(), who, roots.get(0), action.text()));
        }
        if (roots.size() > 1) {
            refuse(action, "GIS-024", "GIS-024: С этим ОГРН в реестре несколько организаций, укажите КПП получателя");
        } else if (organizations.isMissing(receiver)) {
            refuse(action, "GIS-022", "GIS-022: Организация не найдена в реестре ГИС ЖКХ, проверьте ОГРН");
        } else {
            organizations.want(receiver);
            hold(action, "Ищем получателя в реестре ГИС ЖКХ");
        }
        return Optional.empty();
    }

    /** One message for all of them: signed, stored, and the actions marked, in one transaction. */
    private int send(List<Prepared> prepared) throws IOException {
        if (prepared.isEmpty()) {
            return 0;
        }
        var message = UUID.randomUUID();
        try {
            var envelope = Requests.importAnswer(
                    asks.sender(),
                    message,
                    asks.date(),
                    properties.importVersion(),
                    prepared.stream().map(Prepared::wire).toList());
            asks.keep(
                    Operation.IMPORT_ANSWER,
                    prepared.stream().map(one -> one.action().id().toString()).toList(),
                    message,
                    envelope,
                    null,
                    exchange ->
                            prepared.forEach(one -> actions.sending(one.action().id(), exchange, one.transport())));
            return prepared.size();
        } catch (UnfitRequest e) {
            if (prepared.size() == 1) {
                refuse(prepared.get(0).action(), "GIS-021", "GIS-021: " + e.getMessage());
                return 0;
            }
            var put = 0;
            for (var one : prepared) { // one of them does not fit: find it
                put += send(List.of(one));
            }
            return put;
        } catch (NoLongerWaiting e) {
            return 0; // those that still wait are taken at the next turn
        } catch (SigningFailure e) {
            channel.unsigned(e);
            return 0;
        }
    }
}
