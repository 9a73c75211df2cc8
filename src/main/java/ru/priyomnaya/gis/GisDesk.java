package ru.priyomnaya.gis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.access.CurrentPerson;
import ru.priyomnaya.appeal.Appeal;
import ru.priyomnaya.appeal.Appeals;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.gis.wire.ExportedAppeal;
import ru.priyomnaya.gis.wire.TextLimits;
import ru.priyomnaya.gis.wire.UnreadableResult;
import ru.priyomnaya.gis.wire.WireText;
import ru.priyomnaya.organization.Organizations;

/** What staff see of an appeal in ГИС ЖКХ and what they do there, so that nobody opens its cabinet. */
@Service
public class GisDesk {
    private static final String STAFF = "hasAnyRole('REGISTRAR', 'EXECUTOR')";
    private static final int MOST_DAYS = 30;
    private static final Pattern RECEIVER = Pattern.compile("(\\d{10}|\\d{12}|\\d{13}|\\d{15})(?:[ /]+(\\d{9}))?");

    private final Appeals appeals;
    private final Mirror mirror;
    private final Actions actions;
    private final GisOrganizations organizations;
    private final Organizations own;
    private final GisProperties properties;
    private final JdbcClient jdbc;
    private final Clock clock;

    GisDesk(
            Appeals appeals,
            Mirror mirror,
            Actions actions,
            GisOrganizations organizations,
            Organizations own,
            GisProperties properties,
            JdbcClient jdbc,
            Clock clock) {
        this.appeals = appeals;
        this.mirror = mirror;
        this.actions = actions;
        this.organizations = organizations;
        this.own = own;
        this.properties = properties;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A file of the appeal that is not here yet, or came with a warning. */
    public record FileNote(
            String name, String state, @Nullable String error) {}

    /**
     * An appeal as ГИС ЖКХ shows it.
     *
     * @param status in Russian
     * @param rating the citizen's mark and words
     * @param limits of texts in the version that is set
     */
    public record Case(
            ExportedAppeal exported,
            String status,
            @Nullable String rating,
            List<FileNote> files,
            List<Action> actions,
            TextLimits limits,
            LocalDate latestRollOver,
            boolean draftThere) {}

    /** Empty for appeals of other channels. */
    @PreAuthorize("isAuthenticated()")
    public Optional<Case> of(UUID appealId) {
        return mirror.ofAppeal(appealId).map(known -> {
            try {
                var exported = mirror.read(known.rawSha256());
                var done = actions.of(appealId);
                return new Case(
                        exported,
                        ExportedChanges.inRussian(exported.status()),
                        rating(exported),
                        fileNotes(known.guid()),
                        done,
                        limits(),
                        today().plusDays(MOST_DAYS),
                        draft(done).isPresent());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (UnreadableResult e) {
                throw new IllegalStateException("the mirror holds what was read before", e);
            }
        });
    }

    private static @Nullable String rating(ExportedAppeal exported) {
        return exported.history().stream()
                .map(ExportedAppeal.History::rating)
                .filter(Objects::nonNull)
                .reduce((first, last) -> last)
                .map(rating -> rating.mark().inRussian() + (rating.comment() == null ? "" : ": " + rating.comment()))
                .orElse(null);
    }

    private List<FileNote> fileNotes(UUID guid) {
        return jdbc.sql("""
                        select name, state, error from gis_file
                        where appeal_guid = :guid and (state <> 'STORED' or error is not null) order by name
                        """)
                .param("guid", guid)
                .query((row, n) -> new FileNote(row.getString(1), row.getString(2), row.getString(3)))
                .list();
    }

    public TextLimits limits() {
        return TextLimits.of(properties.importVersion());
    }

    /** НСИ 220 as it was last read: «2.1 Отключение». */
    public List<String> dictionary() {
        return jdbc.sql("select code || ' ' || name from gis_topic where actual order by code")
                .query(String.class)
                .list();
    }

    /** Actions that a person has to look at. */
    public long refused() {
        return actions.refused();
    }

    /**
     * Passes the appeal to another organisation; done when ГИС ЖКХ has accepted it.
     *
     * @param receiver ОГРН (13 digits), ОГРНИП (15), or ИНН of an organisation that has been met before; КПП (9) may follow
     * @throws UnfitAction when the receiver or the comment does not fit
     */
    @PreAuthorize(STAFF)
    @Transactional
    public void redirect(UUID appealId, String receiver, String comment) {
        var appeal = requireOpen(appealId, ActionKind.REDIRECT);
        requireLength(comment, "Комментарий", limits().redirectLeast(), limits().most());
        queue(appeal, ActionKind.REDIRECT, comment.isBlank() ? null : comment, null, criterion(receiver.strip()), null);
    }

    private String criterion(String receiver) {
        var parts = RECEIVER.matcher(receiver);
        if (!parts.matches()) {
            throw new UnfitAction(
                    "Укажите ОГРН (13 цифр), ОГРНИП (15 цифр) или ИНН (10 или 12 цифр); для филиала — ОГРН и КПП через пробел");
        }
        var number = parts.group(1);
        if (number.length() == 13 || number.length() == 15) {
            return "ogrn:" + number + (parts.group(2) == null ? "" : "/" + parts.group(2));
        }
        var known = organizations.find(number);
        if (known.isEmpty()) {
            throw new UnfitAction(
                    "Организация с таким ИНН ещё не встречалась: реестр ГИС ЖКХ ищет только по ОГРН, укажите его");
        }
        var first = known.get(0);
        return first.ogrn() == null
                ? "root:" + first.root()
                : "ogrn:" + first.ogrn() + (parts.group(2) == null ? "" : "/" + parts.group(2));
    }

    /**
     * Prolongs the term.
     *
     * @param until at most 30 days from today
     * @throws UnfitAction when the date or the reason does not fit
     */
    @PreAuthorize(STAFF)
    @Transactional
    public void rollOver(UUID appealId, LocalDate until, String reason) {
        var appeal = requireOpen(appealId, ActionKind.ROLL_OVER);
        requireLength(reason, "Причина", limits().rollOverLeast(), limits().most());
        if (until.isAfter(today().plusDays(MOST_DAYS)) || !until.isAfter(appeal.due())) {
            throw new UnfitAction("Новый срок — позже прежнего и не позже чем через 30 дней от сегодняшнего дня");
        }
        queue(appeal, ActionKind.ROLL_OVER, reason, until, null, null);
    }

    /** @throws UnfitAction when the cause does not fit */
    @PreAuthorize(STAFF)
    @Transactional
    public void notRequired(UUID appealId, String cause) {
        var appeal = requireOpen(appealId, ActionKind.NOT_REQUIRED);
        requireLength(cause, "Причина", limits().notRequiredLeast(), limits().most());
        queue(appeal, ActionKind.NOT_REQUIRED, cause, null, null, null);
    }

    /** «Исполнено» without a further answer. */
    @PreAuthorize(STAFF)
    @Transactional
    public void executed(UUID appealId) {
        var appeal = require(appealId, ActionKind.EXECUTED);
        queue(appeal, ActionKind.EXECUTED, null, null, null, null);
    }

    /** Sends the draft that was loaded, as it lies in ГИС ЖКХ. */
    @PreAuthorize(STAFF)
    @Transactional
    public void sendDraft(UUID appealId) {
        var appeal = require(appealId, ActionKind.SEND_DRAFT);
        queue(appeal, ActionKind.SEND_DRAFT, null, null, null, requireDraft(appealId));
    }

    @PreAuthorize(STAFF)
    @Transactional
    public void deleteDraft(UUID appealId) {
        var appeal = require(appealId, ActionKind.DELETE_ANSWER);
        queue(appeal, ActionKind.DELETE_ANSWER, null, null, null, requireDraft(appealId));
    }

    private UUID requireDraft(UUID appealId) {
        return draft(actions.of(appealId))
                .map(action -> Objects.requireNonNull(action.gisAnswer()))
                .orElseThrow(() -> new UnfitAction("В ГИС ЖКХ нет черновика этого ответа"));
    }

    private static Optional<Action> draft(List<Action> all) {
        var draft = all.stream()
                .filter(action -> action.kind() == ActionKind.LOAD_ANSWER && action.state() == Action.State.DONE)
                .reduce((first, last) -> last);
        return draft.filter(loaded -> all.stream()
                .noneMatch(action -> Objects.equals(action.gisAnswer(), loaded.gisAnswer())
                        && (action.kind() == ActionKind.SEND_DRAFT || action.kind() == ActionKind.DELETE_ANSWER)
                        && action.state() != Action.State.REFUSED
                        && action.state() != Action.State.CANCELLED));
    }

    /** A refused action once more; answers are sent again where answers are sent. */
    @PreAuthorize(STAFF)
    @Transactional
    public void retry(UUID appealId, UUID actionId) {
        requireOwn(appeals.get(appealId));
        var action = actions.find(actionId)
                .filter(one -> one.appealId().equals(appealId))
                .filter(one -> one.state() == Action.State.REFUSED && one.delivery() == null)
                .orElseThrow(() -> new UnfitAction("Это действие нельзя повторить"));
        actions.again(action.id(), clock.instant(), action.alone(), null);
    }

    /** Asks once more for a file that was not found. */
    @PreAuthorize(STAFF)
    @Transactional
    public void fetchAgain(UUID appealId) {
        requireOwn(appeals.get(appealId));
        var known = mirror.ofAppeal(appealId).orElseThrow(() -> new UnfitAction("Обращение не из ГИС ЖКХ"));
        jdbc.sql(
                        "update gis_file set state = 'WAITING', attempts = 0, next_at = :now where appeal_guid = :guid and state = 'MISSING'")
                .param("now", GisChannel.at(clock.instant()))
                .param("guid", known.guid())
                .update();
    }

    private void queue(
            Appeal appeal,
            ActionKind kind,
            @Nullable String text,
            @Nullable LocalDate until,
            @Nullable String receiver,
            @Nullable UUID gisAnswer) {
        actions.queue(new Actions.Order(
                GisCaseListener.guidOf(appeal),
                appeal.id(),
                kind,
                text == null ? null : WireText.clean(text.strip()),
                until,
                receiver,
                appeal.executorId().orElse(null),
                null,
                gisAnswer));
    }

    private Appeal requireOpen(UUID appealId, ActionKind kind) {
        var appeal = require(appealId, kind);
        if (!appeal.status().isOpen()) {
            throw new UnfitAction(
                    "Обращение уже %s".formatted(appeal.status().inRussian().toLowerCase(Locale.ROOT)));
        }
        return appeal;
    }

    private Appeal require(UUID appealId, ActionKind kind) {
        var appeal = appeals.get(appealId);
        requireOwn(appeal);
        if (appeal.origin().channel() != Channel.GIS) {
            throw new UnfitAction("Обращение пришло не из ГИС ЖКХ");
        }
        if (actions.hasPending(GisCaseListener.guidOf(appeal), kind)) {
            throw new UnfitAction("«%s» уже в очереди".formatted(kind.inRussian()));
        }
        return appeal;
    }

    private static void requireOwn(Appeal appeal) {
        var me = CurrentPerson.get();
        if (!me.helpsAnybody() && !appeal.isOf(me.id())) {
            throw new AccessDeniedException("Обращение у другого исполнителя");
        }
    }

    private static void requireLength(String text, String what, int least, int most) {
        var length = WireText.length(WireText.clean(text.strip()));
        if (length < least || length > most) {
            throw new UnfitAction("%s: от %d до %d знаков, сейчас %d".formatted(what, least, most, length));
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), own.first().zone());
    }

    /** The action cannot be taken or its texts do not fit; the API answers 422. */
    public static class UnfitAction extends IllegalArgumentException {
        UnfitAction(String sentence) {
            super(sentence);
        }
    }
}
