package ru.priyomnaya.scan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import ru.priyomnaya.access.CurrentPerson;
import ru.priyomnaya.access.Role;
import ru.priyomnaya.answer.AnswerDesk;
import ru.priyomnaya.answer.Answers;
import ru.priyomnaya.answer.SignedScans;
import ru.priyomnaya.answer.SignedScans.Finding;
import ru.priyomnaya.answer.SigningEvent.ScanDismissed;
import ru.priyomnaya.answer.SigningEvent.ScanQuarantined;
import ru.priyomnaya.appeal.AppealEvent.AppealRead;
import ru.priyomnaya.appeal.Appeals;
import ru.priyomnaya.appeal.Visibility;
import ru.priyomnaya.document.DocumentStore;
import ru.priyomnaya.document.Documents;
import ru.priyomnaya.document.StoredDocument;
import ru.priyomnaya.letter.LetterCode;
import ru.priyomnaya.letter.ScannedPage;
import ru.priyomnaya.paper.PageCutter;
import ru.priyomnaya.paper.PagePictures;
import ru.priyomnaya.paper.UnfitPaper;
import ru.priyomnaya.scan.ScanProperties.Confirm;
import ru.priyomnaya.scan.ScanProperties.Ink;

/** Cuts what came from the scanner into letters, finds their answers, and lets them out: by itself, or when a person says so. */
@Service
@EnableConfigurationProperties(ScanProperties.class)
class ScanDesk {
    private static final Logger log = LoggerFactory.getLogger(ScanDesk.class);
    private static final String STAFF = "hasAnyRole('EXECUTOR', 'REGISTRAR', 'SIGNER')";
    private static final int SCREEN_DPI = 90;

    private final Scans scans;
    private final SignedScans signed;
    private final AnswerDesk desk;
    private final Answers answers;
    private final Appeals appeals;
    private final Visibility visibility;
    private final Documents documents;
    private final DocumentStore store;
    private final ScanProperties properties;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    ScanDesk(
            Scans scans,
            SignedScans signed,
            AnswerDesk desk,
            Answers answers,
            Appeals appeals,
            Visibility visibility,
            Documents documents,
            DocumentStore store,
            ScanProperties properties,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.scans = scans;
        this.signed = signed;
        this.desk = desk;
        this.answers = answers;
        this.appeals = appeals;
        this.visibility = visibility;
        this.documents = documents;
        this.store = store;
        this.properties = properties;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Every letter of a file, each in a transaction of its own: one that cannot be sent stops no other. */
    void take(StoredDocument source, String fileName, byte[] pdf, List<ScannedPage> read) throws IOException {
        var letters = letters(read);
        var parts = PageCutter.cut(
                pdf,
                letters.stream()
                        .map(pages -> pages.stream().map(ScannedPage::number).toList())
                        .toList());
        if (parts.isEmpty()) {
            unreadable(source, fileName, "SCAN-008", "Все страницы пустые");
        }
        for (int part = 0; part < parts.size(); part++) {
            var pages = letters.get(part);
            var letter = PageCutter.upright(
                    parts.get(part), pages.stream().map(ScannedPage::turns).toList());
            var document = store.put(letter);
            var number = part + 1;
            try {
                keep(() -> scans.add(source, fileName, number, document, pages.size())
                        .ifPresent(id -> examine(id, letter, pages)));
            } catch (IllegalStateException | IllegalArgumentException | UncheckedIOException e) {
                log.error("Скан, часть {}: {}", number, e.getClass().getName(), e);
                keep(() -> scans.add(source, fileName, number, document, pages.size())
                        .ifPresent(id -> quarantine(
                                id, "SCAN-010", "Скан не удалось приложить: посмотрите и приложите вручную")));
            }
        }
    }

    /** Once more when somebody changed the answer at the same moment: then the second look sees what they did. */
    private void keep(Runnable step) {
        try {
            transaction.executeWithoutResult(status -> step.run());
        } catch (OptimisticLockingFailureException changedMeanwhile) {
            transaction.executeWithoutResult(status -> step.run());
        }
    }

    /** A file that is no scan: kept, shown, explained. */
    void unreadable(StoredDocument source, String fileName, String code, String problem) {
        transaction.executeWithoutResult(
                status -> scans.add(source, fileName, 0, source, 0).ifPresent(id -> quarantine(id, code, problem)));
    }

    /** Pages by letter, in the order of their codes; one whose code cannot be read belongs to the letter before it. */
    private static List<List<ScannedPage>> letters(List<ScannedPage> pages) {
        var letters = new LinkedHashMap<Optional<LetterCode>, List<ScannedPage>>();
        var current = Optional.<LetterCode>empty();
        for (var page : pages) {
            if (page.blank()) {
                continue; // the back of a sheet
            }
            if (page.code() != null) {
                current = Optional.of(page.code().letter());
            }
            letters.computeIfAbsent(current, letter -> new ArrayList<>()).add(page);
        }
        letters.values().forEach(ScanDesk::putInOrder);
        return List.copyOf(letters.values());
    }

    /** By their codes; a page without one stays behind the page that lay before it. */
    private static void putInOrder(List<ScannedPage> letter) {
        var places = new IdentityHashMap<ScannedPage, Integer>();
        var last = 0;
        for (var page : letter) {
            last = page.code() == null ? last : page.code().page();
            places.put(page, last);
        }
        letter.sort(Comparator.comparingInt(places::get));
    }

    private void examine(UUID id, byte[] letter, List<ScannedPage> pages) {
        var finding = signed.examine(letter, renumbered(pages));
        scans.found(id, finding.answerId(), finding.signed());
        if (finding.code() != null) {
            quarantine(id, finding.code(), Objects.requireNonNull(finding.problem()));
            return;
        }
        var unsigned = !Boolean.TRUE.equals(finding.signed());
        var asksPerson = properties.confirm() == Confirm.PERSON || (unsigned && properties.ink() == Ink.REQUIRE);
        if (asksPerson) {
            scans.settle(id, ScanState.WAITING, null, unsigned ? "Подпись на скане не видна: проверьте" : null);
        } else {
            release(id, finding, letter);
        }
    }

    /** Their numbers in the letter's own file. */
    private static List<ScannedPage> renumbered(List<ScannedPage> pages) {
        var own = new ArrayList<ScannedPage>();
        for (int number = 0; number < pages.size(); number++) {
            var page = pages.get(number);
            own.add(new ScannedPage(number, page.code(), page.resolution(), page.blank(), 0));
        }
        return own;
    }

    private void release(UUID id, Finding finding, byte[] letter) {
        try {
            signed.release(Objects.requireNonNull(finding.answerId()), letter);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        scans.settle(id, ScanState.ATTACHED, null, null);
        log.info("Скан {} приложен к ответу {} и отправлен", id, finding.answerId());
    }

    private void quarantine(UUID id, String code, String problem) {
        scans.settle(id, ScanState.QUARANTINED, code, problem);
        events.publishEvent(new ScanQuarantined(id, code));
    }

    /** One key: it is right, attach it and send the answer. Also for what the program doubts and a person does not. */
    @PreAuthorize(STAFF)
    @Transactional
    public void confirm(UUID id) throws IOException {
        var scan = open(id);
        var answer = scan.answerId();
        if (answer == null) {
            throw new UnfitPaper("Неизвестно, чей это ответ: укажите номер обращения");
        }
        attach(scan, answer);
    }

    /** For a scan whose code cannot be read: the person says whose answer it is. */
    @PreAuthorize(STAFF)
    @Transactional
    public void attachTo(UUID id, String appealNumber) throws IOException {
        var scan = open(id);
        var appeal = appeals.findByNumberText(appealNumber.strip())
                .orElseThrow(() -> new UnfitPaper("Нет обращения № " + appealNumber));
        var answer = answers.findByAppealIdOrderByCreatedAt(appeal.id()).stream()
                .findFirst()
                .orElseThrow(() -> new UnfitPaper("На обращение № %s ещё нет ответа".formatted(appealNumber)));
        scans.found(id, answer.id(), scan.signed());
        attach(scan, answer.id());
    }

    private void attach(Scan scan, UUID answerId) throws IOException {
        if (scan.part() == 0) {
            throw new UnfitPaper("Этот файл не читается: отсканируйте письмо ещё раз");
        }
        desk.attachScan(answerId, documents.bytes(scan.sha256()));
        desk.send(answerId);
        scans.settle(scan.id(), ScanState.ATTACHED, null, null);
    }

    /** @param reason for the journal */
    @PreAuthorize(STAFF)
    @Transactional
    public void dismiss(UUID id, String reason) {
        if (reason.isBlank()) {
            throw new UnfitPaper("Напишите, почему скан не нужен");
        }
        var scan = open(id);
        if (scan.answerId() != null) {
            desk.requireHands(scan.answerId());
        } else if (!CurrentPerson.get().helpsAnybody() && !CurrentPerson.get().is(Role.SIGNER)) {
            throw new AccessDeniedException("Чей это скан, решает регистратор");
        }
        scans.settle(id, ScanState.DISMISSED, null, reason.strip());
        events.publishEvent(new ScanDismissed(id, reason.strip()));
    }

    private Scan open(UUID id) {
        var scan = scans.lock(id);
        if (scan.state() != ScanState.WAITING && scan.state() != ScanState.QUARANTINED) {
            throw new ScanSettled();
        }
        return scan;
    }

    /** Somebody was faster; the API answers 409. */
    static class ScanSettled extends IllegalStateException {
        ScanSettled() {
            super("Этот скан уже разобран");
        }
    }

    /** What waits for a person, oldest first. */
    @PreAuthorize("hasAnyRole('EXECUTOR', 'REGISTRAR', 'SIGNER', 'DIRECTOR', 'AUDITOR')")
    public List<Scan> waiting() {
        return visibility.seen(scans.open(), Scan::appealId);
    }

    @PreAuthorize("hasAnyRole('EXECUTOR', 'REGISTRAR', 'SIGNER', 'DIRECTOR', 'AUDITOR')")
    public List<Scan> list(@Nullable ScanState state, int page, int size) {
        return visibility.seen(scans.list(state, page, size), Scan::appealId);
    }

    /**
     * A page as a PNG.
     *
     * @param page from 1
     */
    @PreAuthorize("hasAnyRole('EXECUTOR', 'REGISTRAR', 'SIGNER', 'DIRECTOR', 'AUDITOR')")
    @Transactional
    public byte[] picture(UUID id, int page) throws IOException {
        var scan = scans.get(id);
        read(scan);
        return png(documents.bytes(scan.sha256()), page);
    }

    /** The same page of the letter as it was approved. */
    @PreAuthorize("hasAnyRole('EXECUTOR', 'REGISTRAR', 'SIGNER', 'DIRECTOR', 'AUDITOR')")
    @Transactional
    public byte[] original(UUID id, int page) throws IOException {
        var scan = scans.get(id);
        read(scan);
        var letter = Optional.ofNullable(scan.answerId())
                .flatMap(answers::findById)
                .flatMap(answer -> answer.letterSha256())
                .orElseThrow(() -> new Scans.NoSuchScan(id));
        return png(documents.bytes(letter), page);
    }

    private void read(Scan scan) {
        if (scan.appealId() != null) {
            events.publishEvent(new AppealRead(scan.appealId()));
        }
    }

    private static byte[] png(byte[] pdf, int page) throws IOException {
        try (var pictures = new PagePictures(pdf)) {
            if (page < 1 || page > pictures.pages()) {
                throw new UnfitPaper("Такой страницы нет");
            }
            return pictures.png(page - 1, SCREEN_DPI);
        }
    }
}
