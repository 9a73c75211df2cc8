package ru.priyomnaya.answer;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.access.CurrentPerson;
import ru.priyomnaya.access.People;
import ru.priyomnaya.answer.AnswerEvent.AnswerSignedElectronically;
import ru.priyomnaya.appeal.Appeals;
import ru.priyomnaya.document.DocumentStore;
import ru.priyomnaya.document.Documents;
import ru.priyomnaya.document.StoredDocument;
import ru.priyomnaya.letter.SignatureMark;
import ru.priyomnaya.organization.Organizations;
import ru.priyomnaya.paper.PagePictures;
import ru.priyomnaya.signing.CertificateInfo;
import ru.priyomnaya.signing.DetachedSignature;
import ru.priyomnaya.signing.TrustedIssuers;
import ru.priyomnaya.storage.Home;

/**
 * Electronic signatures of answers: detached GOST CMS over the letter's PDF, made by the gateway's key or brought from outside.
 * Whatever made it, it is verified before it counts.
 */
@Service
public class ElectronicSigning {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu");
    private static final int LARGEST_SIGNATURE = 1024 * 1024;

    private final Answers answers;
    private final Appeals appeals;
    private final People people;
    private final SigningRights rights;
    private final Letterhead letterhead;
    private final List<AnswerSigner> signers;
    private final DocumentStore store;
    private final Documents documents;
    private final Organizations organizations;
    private final AnswerProperties properties;
    private final Home home;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ElectronicSigning(
            Answers answers,
            Appeals appeals,
            People people,
            SigningRights rights,
            Letterhead letterhead,
            List<AnswerSigner> signers,
            DocumentStore store,
            Documents documents,
            Organizations organizations,
            AnswerProperties properties,
            Home home,
            ApplicationEventPublisher events,
            Clock clock) {
        this.answers = answers;
        this.appeals = appeals;
        this.people = people;
        this.rights = rights;
        this.letterhead = letterhead;
        this.signers = signers;
        this.store = store;
        this.documents = documents;
        this.organizations = organizations;
        this.properties = properties;
        this.home = home;
        this.events = events;
        this.clock = clock;
    }

    /** Whether {@link #sign} can be offered. */
    public boolean isOffered() {
        return signers.stream().anyMatch(AnswerSigner::isConfigured);
    }

    /**
     * Signs the approved letter with the organisation's key; the visible mark is in the signed bytes.
     *
     * @throws ru.priyomnaya.signing.SigningFailure when there is no good signature
     */
    @PreAuthorize("hasRole('SIGNER')")
    @Transactional
    public void sign(UUID answerId) throws IOException {
        var answer = answers.get(answerId);
        if (rights.of(CurrentPerson.get().id(), appeals.get(answer.appealId())).isEmpty()) {
            throw new NoRightToSign("Нет действующего права подписи на такое обращение");
        }
        var signer = signers.stream()
                .findFirst()
                .flatMap(AnswerSigner::signer)
                .orElseThrow(() -> new Answer.UnfitAnswer(
                        "Электронная подпись не настроена: распечатайте, подпишите и приложите скан"));
        answer.requireApproved();
        var pdf = mark(signer.certificate()).on(letterhead.print(answerId));
        keep(answer, pdf, signer.signDetached(pdf), null, signer.certificate());
    }

    /**
     * Takes a signature made by the signer's own means over the approved letter, as {@link Letterhead#print} gives it.
     *
     * @param signature CMS SignedData, detached; DER or PEM
     * @throws Answer.UnfitAnswer when it does not belong to the letter, its certificate does not count, or it is another person's
     */
    @PreAuthorize("hasAnyRole('EXECUTOR', 'REGISTRAR', 'SIGNER')")
    @Transactional
    public void attach(UUID answerId, byte[] signature) throws IOException {
        var answer = answers.get(answerId);
        var appeal = appeals.get(answer.appealId());
        Hands.requireOwnOrSigner(appeal);
        answer.requireApproved();
        if (signature.length > LARGEST_SIGNATURE) {
            throw new Answer.UnfitAnswer("Файл подписи больше 1 МБ: это не откреплённая подпись");
        }
        if (answer.letterSha256().isEmpty()) {
            throw new Answer.UnfitAnswer(
                    "Письмо согласовано прежней версией программы: отзовите его и согласуйте заново");
        }
        var letter = letterhead.print(answerId);
        var der = DetachedSignature.der(signature);
        var verdict = DetachedSignature.verify(letter, der, clock.instant(), trusted());
        if (!verdict.isGood()) {
            throw new Answer.UnfitAnswer(String.join(". ", verdict.problems()));
        }
        var certificate = Objects.requireNonNull(verdict.certificate());
        var signer = answer.signerId().flatMap(people::findById).orElseThrow();
        if (!plain(certificate.holder()).equals(plain(signer.fullName()))) {
            throw new Answer.UnfitAnswer(
                    "Подписал не тот, кто согласовал письмо: сертификат у «%s», письмо за подписью «%s»"
                            .formatted(certificate.holder(), signer.fullName()));
        }
        if (rights.of(signer.id(), appeal).isEmpty()) {
            throw new Answer.UnfitAnswer("Право подписи кончилось: " + signer.shortName());
        }
        keep(answer, letter, der, mark(certificate).on(letter), certificate);
    }

    private void keep(Answer answer, byte[] pdf, byte[] signature, byte @Nullable [] copy, CertificateInfo certificate)
            throws IOException {
        var letter = store.put(pdf);
        var proof = store.put(signature);
        StoredDocument marked = copy == null ? null : store.put(copy);
        documents.keep(marked == null ? List.of(letter, proof) : List.of(letter, proof, marked));
        int pages;
        try (var pictures = new PagePictures(pdf)) {
            pages = pictures.pages();
        }
        answer.attachSignature(
                letter.sha256(),
                pages,
                proof.sha256(),
                marked == null ? null : marked.sha256(),
                certificate,
                clock.instant());
        appeals.get(answer.appealId()).sign();
        events.publishEvent(
                new AnswerSignedElectronically(answer.appealId(), answer.id(), letter.sha256(), proof.sha256()));
    }

    /** The authorities whose certificates count, for a screen too. */
    public TrustedIssuers trusted() throws IOException {
        var folder = properties.trustedIssuers();
        return TrustedIssuers.in(folder == null ? home.directory("trusted") : Path.of(folder));
    }

    private SignatureMark mark(CertificateInfo certificate) {
        return new SignatureMark(
                certificate.serialInHex(),
                certificate.holder(),
                "с %s по %s".formatted(day(certificate.notBefore()), day(certificate.notAfter())));
    }

    private String day(Instant instant) {
        return DAY.format(LocalDate.ofInstant(instant, organizations.first().zone()));
    }

    private static String plain(String name) {
        return name.strip()
                .toLowerCase(Locale.forLanguageTag("ru"))
                .replace('ё', 'е')
                .replaceAll("\\s+", " ");
    }
}
