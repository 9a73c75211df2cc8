package ru.priyomnaya.answer;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import ru.priyomnaya.letter.LetterText;
import ru.priyomnaya.signing.CertificateInfo;

/** An answer [ответ] to an appeal. It leaves only approved and with a signed scan (S5, S6). */
@Entity
@Table(name = "answer")
public class Answer {
    /** Characters of an answer's text; ГИС ЖКХ takes no more. */
    public static final int LONGEST_TEXT = 10_000;

    @Id
    private UUID id;

    @Version
    private @Nullable Long version;

    @Column(nullable = false)
    private UUID appealId;

    @Enumerated(EnumType.STRING)
    private AnswerStatus status;

    @Column(nullable = false)
    private String text;

    @Column(nullable = false)
    private UUID authorId;

    @Column(nullable = false)
    private Instant createdAt;

    @Column(nullable = false)
    private Instant savedAt;

    private @Nullable UUID signerId;

    private @Nullable Instant approvedAt;

    private @Nullable String returnComment;

    private @Nullable String code;

    private int edition;

    private int round;

    private boolean inParallel;

    private @Nullable String letterSha256;

    private @Nullable Integer letterPages;

    private @Nullable String copySha256;

    private @Nullable String scanSha256;

    private @Nullable Integer scanPages;

    private @Nullable Instant scannedAt;

    private @Nullable String signatureSha256;

    private @Nullable String signatureOwner;

    private @Nullable String signatureSerial;

    private @Nullable Instant signatureUntil;

    private @Nullable Instant sentAt;

    protected Answer() {}

    Answer(UUID appealId, UUID authorId, String text, Instant now) {
        this.id = UUID.randomUUID();
        this.appealId = appealId;
        this.authorId = authorId;
        this.status = AnswerStatus.DRAFT;
        this.text = text;
        this.createdAt = now;
        this.savedAt = now;
    }

    void write(String newText, Instant now) {
        require("изменить текст", EnumSet.of(AnswerStatus.DRAFT));
        if (newText.length() > LONGEST_TEXT) {
            throw new UnfitAnswer("Ответ длиннее 10 000 знаков: " + newText.length());
        }
        LetterText.check(newText);
        text = newText.replace('\0', ' '); // PostgreSQL has no NUL in text
        savedAt = now;
    }

    /** @param parallel whether those who approve are asked all at once */
    void submit(boolean parallel) {
        require("отправить на согласование", EnumSet.of(AnswerStatus.DRAFT));
        if (text.isBlank()) {
            throw new UnfitAnswer("Пустой ответ нельзя отправить на согласование");
        }
        status = AnswerStatus.ON_APPROVAL;
        returnComment = null;
        inParallel = parallel;
        round++;
    }

    void requireOnApproval(String action) {
        require(action, EnumSet.of(AnswerStatus.ON_APPROVAL));
    }

    void requireDraft(String action) {
        require(action, EnumSet.of(AnswerStatus.DRAFT));
    }

    void requireApproved() {
        require("подписать", EnumSet.of(AnswerStatus.APPROVED, AnswerStatus.SIGNED, AnswerStatus.UNDELIVERED));
    }

    void approve(UUID signer, Instant now) {
        require("согласовать", EnumSet.of(AnswerStatus.ON_APPROVAL));
        status = AnswerStatus.APPROVED;
        signerId = signer;
        approvedAt = now;
        edition++;
    }

    /** The letter as it was approved, byte for byte; {@link #code} goes with it onto paper. */
    void print(String sha256, int pages) {
        letterSha256 = sha256;
        letterPages = pages;
    }

    /** @param fresh the code of an answer that has none yet */
    String codeOr(Supplier<String> fresh) {
        var known = code;
        if (known == null) {
            known = fresh.get();
            code = known;
        }
        return known;
    }

    /** Back to the executor; also for one that was approved and not yet signed on paper. */
    void giveBack(String comment) {
        require("вернуть на доработку", EnumSet.of(AnswerStatus.ON_APPROVAL, AnswerStatus.APPROVED));
        backToDraft();
        returnComment = comment;
    }

    void recall() {
        require("отозвать с согласования", EnumSet.of(AnswerStatus.ON_APPROVAL, AnswerStatus.APPROVED));
        backToDraft();
    }

    private void backToDraft() {
        status = AnswerStatus.DRAFT;
        signerId = null;
        approvedAt = null;
        letterSha256 = null;
        letterPages = null;
    }

    void attachScan(String sha256, int pages, Instant now) {
        require("приложить скан", EnumSet.of(AnswerStatus.APPROVED, AnswerStatus.SIGNED, AnswerStatus.UNDELIVERED));
        status = AnswerStatus.SIGNED;
        scanSha256 = sha256;
        scanPages = pages;
        scannedAt = now;
        signatureSha256 = null;
        signatureOwner = null;
        signatureSerial = null;
        signatureUntil = null;
        copySha256 = null;
    }

    /**
     * Signed electronically: the letter itself instead of a scan, its detached signature beside it.
     *
     * @param copy the letter with the visible mark, where the mark is not in the signed bytes
     */
    void attachSignature(
            String letter, int pages, String signature, @Nullable String copy, CertificateInfo signedBy, Instant now) {
        attachScan(letter, pages, now);
        copySha256 = copy;
        signatureSha256 = signature;
        signatureOwner = signedBy.owner();
        signatureSerial = signedBy.serial();
        signatureUntil = signedBy.notAfter();
    }

    void send() {
        require("отправить", EnumSet.of(AnswerStatus.SIGNED, AnswerStatus.UNDELIVERED));
        status = AnswerStatus.SENDING;
    }

    /** Taken back before anything has left. */
    void takeBack() {
        require("отменить отправку", EnumSet.of(AnswerStatus.SENDING));
        status = AnswerStatus.SIGNED;
    }

    void delivered(Instant now) {
        status = AnswerStatus.SENT;
        sentAt = now;
    }

    void undelivered() {
        status = AnswerStatus.UNDELIVERED;
    }

    private void require(String action, Set<AnswerStatus> allowed) {
        if (!allowed.contains(status)) {
            throw new ForbiddenAnswerStep(action, status);
        }
    }

    public UUID id() {
        return id;
    }

    /** Grows with each change; a save that names an older one is refused. */
    public long version() {
        return version == null ? 0 : version;
    }

    public UUID appealId() {
        return appealId;
    }

    public AnswerStatus status() {
        return status;
    }

    public String text() {
        return text;
    }

    public UUID authorId() {
        return authorId;
    }

    public Instant savedAt() {
        return savedAt;
    }

    public Optional<UUID> signerId() {
        return Optional.ofNullable(signerId);
    }

    public Optional<Instant> approvedAt() {
        return Optional.ofNullable(approvedAt);
    }

    public @Nullable String returnComment() {
        return returnComment;
    }

    /** Empty until the letter has been printed for the first time. */
    public Optional<String> code() {
        return Optional.ofNullable(code);
    }

    /** Which approved letter it is; 0 before the first approval. */
    public int edition() {
        return edition;
    }

    /** Which round of approval it is; 0 before the first. */
    public int round() {
        return round;
    }

    public boolean isInParallel() {
        return inParallel;
    }

    /** The approved letter, a PDF in the document store. */
    public Optional<String> letterSha256() {
        return Optional.ofNullable(letterSha256);
    }

    public @Nullable Integer letterPages() {
        return letterPages;
    }

    /** The copy with the visible mark of an electronic signature, where the signed letter itself has none. */
    public Optional<String> copySha256() {
        return Optional.ofNullable(copySha256);
    }

    /** The signed scan, a PDF in the document store. */
    public Optional<String> scanSha256() {
        return Optional.ofNullable(scanSha256);
    }

    /** The detached GOST signature over the signed document (DER), when it was signed electronically. */
    public Optional<String> signatureSha256() {
        return Optional.ofNullable(signatureSha256);
    }

    /** Whose certificate signed it. */
    public @Nullable String signatureOwner() {
        return signatureOwner;
    }

    public @Nullable String signatureSerial() {
        return signatureSerial;
    }

    public @Nullable Instant signatureUntil() {
        return signatureUntil;
    }

    public @Nullable Integer scanPages() {
        return scanPages;
    }

    public @Nullable Instant scannedAt() {
        return scannedAt;
    }

    public @Nullable Instant sentAt() {
        return sentAt;
    }

    /** What was given is not an answer or not a scan; the message is for staff, the API answers 422. */
    public static class UnfitAnswer extends IllegalArgumentException {
        public UnfitAnswer(String message) {
            super(message);
        }
    }
}
