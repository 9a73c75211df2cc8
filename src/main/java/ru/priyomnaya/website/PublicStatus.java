package ru.priyomnaya.website;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.answer.Answer;
import ru.priyomnaya.answer.AnswerStatus;
import ru.priyomnaya.answer.Answers;
import ru.priyomnaya.answer.Enclosure;
import ru.priyomnaya.answer.Enclosures;
import ru.priyomnaya.appeal.Appeal;
import ru.priyomnaya.appeal.Appeals;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.dispatch.ApplicantLinks;
import ru.priyomnaya.dispatch.Outbox;
import ru.priyomnaya.dispatch.Outbox.PublicNotice;
import ru.priyomnaya.document.Documents;
import ru.priyomnaya.organization.Organizations;
import ru.priyomnaya.rating.Rating;
import ru.priyomnaya.rating.Ratings;
import ru.priyomnaya.survey.Given;
import ru.priyomnaya.survey.Questionnaires;
import ru.priyomnaya.survey.Surveys;

/** What an applicant may learn of an appeal: by its number and their e-mail address, or by the key they were given. */
@Service
class PublicStatus {
    private final Appeals appeals;
    private final Answers answers;
    private final Enclosures enclosures;
    private final Documents documents;
    private final Organizations organizations;
    private final Outbox outbox;
    private final ApplicantLinks links;
    private final Ratings ratings;
    private final Surveys surveys;
    private final Questionnaires questionnaires;

    PublicStatus(
            Appeals appeals,
            Answers answers,
            Enclosures enclosures,
            Documents documents,
            Organizations organizations,
            Outbox outbox,
            ApplicantLinks links,
            Ratings ratings,
            Surveys surveys,
            Questionnaires questionnaires) {
        this.appeals = appeals;
        this.answers = answers;
        this.enclosures = enclosures;
        this.documents = documents;
        this.organizations = organizations;
        this.outbox = outbox;
        this.links = links;
        this.ratings = ratings;
        this.surveys = surveys;
        this.questionnaires = questionnaires;
    }

    /**
     * No personal data.
     *
     * @param signed electronically: the signature can be taken too
     * @param marked there is a copy with the visible mark
     * @param enclosures sent with the answer; only to those who have the key
     * @param mark that the applicant gave; only to those who have the key
     * @param notices what the applicant has been told; only to those who have the key
     */
    record Status(
            String number,
            Stage stage,
            LocalDate registered,
            LocalDate deadline,
            boolean answerReady,
            boolean signed,
            boolean marked,
            @Nullable Integer mark,
            List<Enclosure> enclosures,
            List<PublicNotice> notices) {
        /** What can be taken. */
        List<Part> parts() {
            return Stream.of(
                            answerReady ? Part.ANSWER : null, signed ? Part.SIGNATURE : null, marked ? Part.COPY : null)
                    .filter(Objects::nonNull)
                    .toList();
        }
    }

    /** The steps as an applicant sees them. */
    enum Stage {
        RECEIVED("Получено"),
        REGISTERED("Зарегистрировано"),
        IN_WORK("В работе"),
        ANSWERED("Ответ дан"),
        ENDED("Рассмотрение окончено");

        private final String inRussian;

        Stage(String inRussian) {
            this.inRussian = inRussian;
        }

        public String getInRussian() {
            return inRussian;
        }
    }

    @Transactional(readOnly = true)
    Optional<Status> byEmail(String number, @Nullable String email) {
        return email == null || email.isBlank()
                ? Optional.empty()
                : appeals.findByNumberText(number.strip())
                        .filter(appeal -> email.strip()
                                .equalsIgnoreCase(appeal.applicant().email()))
                        .map(appeal -> status(appeal, false, null, List.of()));
    }

    @Transactional(readOnly = true)
    Optional<Status> byKey(String number, String key) {
        return withKey(number, key).map(this::of);
    }

    /** For who may see all of it. */
    @Transactional(readOnly = true)
    public Status of(Appeal appeal) {
        var mark = ratings.of(appeal.id()).stream()
                .filter(rating -> rating.source() == Rating.Source.APPLICANT)
                .map(Rating::mark)
                .findFirst()
                .orElse(null);
        return status(appeal, true, mark, outbox.publicNotices(appeal.id()));
    }

    /** One of the files of a sent answer. */
    record File(String name, String mediaType, byte[] bytes) {}

    /** What can be taken: the signed document, its detached signature, the copy with the visible mark. */
    enum Part {
        ANSWER,
        SIGNATURE,
        COPY
    }

    /** Only by the key, only once the answer has been sent. The applicant has it then. */
    @Transactional
    public Optional<File> answer(String number, String key, Part part) throws IOException {
        var appeal = withKey(number, key);
        return appeal.isEmpty() ? Optional.empty() : answer(appeal.get(), part);
    }

    /** As {@link #answer(String, String, Part)}, for who may see the appeal anyway. */
    @Transactional
    public Optional<File> answer(Appeal appeal, Part part) throws IOException {
        var answer = sentAnswer(appeal);
        if (answer.isEmpty()) {
            return Optional.empty();
        }
        var sent = answer.get();
        var file = switch (part) {
            case ANSWER -> file("answer.pdf", "application/pdf", sent.scanSha256());
            case SIGNATURE -> file("answer.pdf.sig", "application/pkcs7-signature", sent.signatureSha256());
            case COPY -> file("copy.pdf", "application/pdf", sent.copySha256());
        };
        if (file.isPresent()) {
            outbox.opened(sent.id());
        }
        return file;
    }

    /** A file that was sent with the answer; only by the key. */
    @Transactional
    public Optional<File> enclosure(String number, String key, UUID id) throws IOException {
        var answer = withKey(number, key).flatMap(this::sentAnswer);
        var found = answer.flatMap(sent -> enclosures.find(sent.id(), id));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        outbox.opened(answer.orElseThrow().id());
        var file = found.get();
        return Optional.of(new File(file.name(), file.mediaType(), documents.bytes(file.sha256())));
    }

    private Optional<File> file(String name, String mediaType, Optional<String> sha256) throws IOException {
        return sha256.isEmpty()
                ? Optional.empty()
                : Optional.of(new File(name, mediaType, documents.bytes(sha256.get())));
    }

    /**
     * A mark for the answer, by the key.
     *
     * @return false when there is no such appeal, or no answer to it yet
     */
    @Transactional
    public boolean rate(String number, String key, int mark, @Nullable String comment) {
        return withKey(number, key)
                .filter(appeal -> rate(appeal, mark, comment))
                .isPresent();
    }

    /** As {@link #rate(String, String, int, String)}, for who may see the appeal anyway. */
    @Transactional
    public boolean rate(Appeal appeal, int mark, @Nullable String comment) {
        var answer = sentAnswer(appeal);
        if (answer.isEmpty()) {
            return false;
        }
        ratings.give(appeal.id(), mark, comment);
        outbox.opened(answer.get().id());
        return true;
    }

    /** Notes that the applicant of an answered appeal sees the questions of the survey; false when there are none. */
    @Transactional
    public boolean surveyShown(String number, String key) {
        var answered = withKey(number, key).filter(this::mayBeAsked);
        answered.filter(appeal -> !questionnaires.inForce().isOff()).ifPresent(appeal -> surveys.shown(appeal.id()));
        return answered.isPresent() && !questionnaires.inForce().isOff();
    }

    /** Whether there is an answer that the survey can be about. */
    @Transactional(readOnly = true)
    public boolean isAnswered(String number, String key) {
        return withKey(number, key).filter(this::mayBeAsked).isPresent();
    }

    /** Those of ГИС ЖКХ are asked there. */
    private boolean mayBeAsked(Appeal appeal) {
        return appeal.origin().channel() != Channel.GIS && sentAnswer(appeal).isPresent();
    }

    /** @return false when there is no such appeal, no answer to it, or nothing was answered */
    @Transactional
    public boolean survey(String number, String key, int edition, Given given) {
        return withKey(number, key)
                .filter(this::mayBeAsked)
                .filter(appeal -> surveys.answer(appeal, edition, given))
                .isPresent();
    }

    private Optional<Appeal> withKey(String number, String key) {
        return appeals.findByNumberText(number).filter(appeal -> links.isCodeOf(appeal, key));
    }

    private Optional<Answer> sentAnswer(Appeal appeal) {
        return answers.findByAppealIdOrderByCreatedAt(appeal.id()).stream()
                .filter(answer -> answer.status() == AnswerStatus.SENT)
                .findFirst();
    }

    private Status status(Appeal appeal, boolean open, @Nullable Integer mark, List<PublicNotice> notices) {
        var answer = sentAnswer(appeal);
        var stage = switch (appeal.status()) {
            case REGISTERED -> Stage.REGISTERED;
            case ASSIGNED, IN_WORK, ON_APPROVAL, SIGNED -> Stage.IN_WORK;
            case SENT, CLOSED -> Stage.ANSWERED;
            case DECLINED, REDIRECTED, WITHDRAWN, LINKED -> Stage.ENDED;
        };
        return new Status(
                appeal.number().text(),
                stage,
                LocalDate.ofInstant(appeal.registeredAt(), organizations.first().zone()),
                appeal.deadline().lastDay(),
                answer.isPresent(),
                answer.flatMap(Answer::signatureSha256).isPresent(),
                answer.flatMap(Answer::copySha256).isPresent(),
                mark,
                open ? answer.map(Answer::id).map(enclosures::of).orElse(List.of()) : List.of(),
                notices);
    }
}
