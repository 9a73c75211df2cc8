package ru.priyomnaya.inbox;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ru.priyomnaya.access.People;
import ru.priyomnaya.access.Person;
import ru.priyomnaya.access.Role;
import ru.priyomnaya.access.SignedIn;
import ru.priyomnaya.answer.AnswerStatus;
import ru.priyomnaya.answer.Approvals;
import ru.priyomnaya.answer.ElectronicSigning;
import ru.priyomnaya.answer.SigningRights;
import ru.priyomnaya.answer.TextChange;
import ru.priyomnaya.answer.TextModule;
import ru.priyomnaya.answer.TextModules;
import ru.priyomnaya.answer.Visa;
import ru.priyomnaya.appeal.Appeals;
import ru.priyomnaya.dispatch.DeliveryKind;
import ru.priyomnaya.dispatch.DeliveryState;
import ru.priyomnaya.dispatch.DeliveryView;
import ru.priyomnaya.letter.LetterText;

/** What the answer's part of the card needs beside the answer itself. */
@Component
class AnswerPanels {
    private static final int MOST_BEGINNINGS = 6;

    private final Approvals approvals;
    private final SigningRights rights;
    private final TextModules modules;
    private final ElectronicSigning signing;
    private final Appeals appeals;
    private final People people;
    private final Clock clock;

    AnswerPanels(
            Approvals approvals,
            SigningRights rights,
            TextModules modules,
            ElectronicSigning signing,
            Appeals appeals,
            People people,
            Clock clock) {
        this.approvals = approvals;
        this.rights = rights;
        this.modules = modules;
        this.signing = signing;
        this.appeals = appeals;
        this.people = people;
        this.clock = clock;
    }

    /**
     * @param html the text as the letter shows it
     * @param visas of the round that runs, or of the last one
     * @param changes since the round before; empty when there was none
     * @param mayDecide it is the person's turn
     * @param approvers who can be asked
     * @param signers who may sign such an appeal today
     * @param electronic the gateway's key can sign
     * @param undo until when «Отправить» can be taken back; null when it cannot
     */
    record Panel(
            String html,
            List<VisaView> visas,
            List<TextChange> changes,
            boolean mayDecide,
            List<Person> approvers,
            List<Person> signers,
            List<TextModule> modules,
            List<TextModules.Earlier> earlier,
            boolean electronic,
            @Nullable Instant undo) {}

    record VisaView(
            int round,
            String name,
            boolean signs,
            Visa.@Nullable Decision decision,
            @Nullable String comment,
            @Nullable Instant at) {}

    /** Null while there is no answer. */
    @Nullable
    Panel of(AppealDetails details, SignedIn me) {
        if (details.answers().isEmpty()) {
            return null;
        }
        var answer = details.answers().get(0);
        var appeal = appeals.get(details.id());
        var draft = answer.status() == AnswerStatus.DRAFT;
        return new Panel(
                LetterText.html(answer.text()),
                visas(answer.id()),
                draft ? List.of() : approvals.changes(answer.id()),
                approvals.mayDecide(answer.id()),
                draft ? people.withAnyOf(Set.of(Role.EXECUTOR, Role.REGISTRAR, Role.SIGNER, Role.DIRECTOR)) : List.of(),
                draft
                        ? people.withAnyOf(Set.of(Role.SIGNER)).stream()
                                .filter(person -> rights.of(person.id(), appeal).isPresent())
                                .toList()
                        : List.of(),
                draft ? modules.of(appeal) : List.of(),
                draft ? modules.earlier(appeal) : List.of(),
                signing.isOffered(),
                undo(details.deliveries()));
    }

    /** Modules to begin an answer with: those of its topic before those of every topic, a few. */
    List<TextModule> beginnings(AppealDetails details) {
        return modules.of(appeals.get(details.id())).stream()
                .sorted(Comparator.comparing(module -> module.topicId() == null))
                .limit(MOST_BEGINNINGS)
                .toList();
    }

    private List<VisaView> visas(UUID answerId) {
        return approvals.of(answerId).stream()
                .map(visa -> new VisaView(
                        visa.round(),
                        people.findById(visa.personId()).map(Person::shortName).orElse("?"),
                        visa.signs(),
                        visa.decision(),
                        visa.comment(),
                        visa.decidedAt()))
                .toList();
    }

    private @Nullable Instant undo(List<DeliveryView> deliveries) {
        return deliveries.stream()
                .filter(delivery -> delivery.kind() == DeliveryKind.ANSWER
                        && delivery.state() == DeliveryState.WAITING
                        && delivery.attempts() == 0
                        && delivery.nextAttemptAt() != null
                        && delivery.nextAttemptAt().isAfter(clock.instant()))
                .map(DeliveryView::nextAttemptAt)
                .findFirst()
                .orElse(null);
    }
}
