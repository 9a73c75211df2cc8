package ru.priyomnaya.website;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.answer.Answer;
import ru.priyomnaya.answer.AnswerStatus;
import ru.priyomnaya.answer.Answers;
import ru.priyomnaya.appeal.Appeal;
import ru.priyomnaya.appeal.Appeals;
import ru.priyomnaya.dispatch.Outbox;
import ru.priyomnaya.dispatch.Outbox.PublicNotice;
import ru.priyomnaya.document.Documents;
import ru.priyomnaya.organization.Organizations;
import ru.priyomnaya.storage.InstallationSecret;

/** What an applicant may learn of an appeal: by its number and their e-mail address, or by the key they were given. */
@Service
class PublicStatus {
    private static final String PURPOSE = "status-page";

    private final Appeals appeals;
    private final Answers answers;
    private final Documents documents;
    private final Organizations organizations;
    private final Outbox outbox;
    private final InstallationSecret secret;

    PublicStatus(
            Appeals appeals,
            Answers answers,
            Documents documents,
            Organizations organizations,
            Outbox outbox,
            InstallationSecret secret) {
        this.appeals = appeals;
        this.answers = answers;
        this.documents = documents;
        this.organizations = organizations;
        this.outbox = outbox;
        this.secret = secret;
    }

    /**
     * No personal data.
     *
     * @param notices what the applicant has been told; only to those who have the key
     */
    record Status(
            String number,
            Stage stage,
            LocalDate registered,
            LocalDate deadline,
            boolean answerReady,
            List<PublicNotice> notices) {}

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

    String keyOf(Appeal appeal) {
        return secret.token(PURPOSE, appeal.id().toString());
    }

    @Transactional(readOnly = true)
    Optional<Status> byEmail(String number, @Nullable String email) {
        return email == null || email.isBlank()
                ? Optional.empty()
                : appeals.findByNumberText(number.strip())
                        .filter(appeal -> email.strip()
                                .equalsIgnoreCase(appeal.applicant().email()))
                        .map(appeal -> status(appeal, List.of()));
    }

    @Transactional(readOnly = true)
    Optional<Status> byKey(String number, String key) {
        return withKey(number, key).map(appeal -> status(appeal, outbox.publicNotices(appeal.id())));
    }

    /** The signed scan, only by the key, only once the answer has been sent. */
    @Transactional(readOnly = true)
    public Optional<byte[]> answer(String number, String key) throws IOException {
        var scan = withKey(number, key).flatMap(this::sentAnswer).flatMap(Answer::scanSha256);
        return scan.isEmpty() ? Optional.empty() : Optional.of(documents.bytes(scan.get()));
    }

    private Optional<Appeal> withKey(String number, String key) {
        return appeals.findByNumberText(number)
                .filter(appeal -> secret.isToken(PURPOSE, appeal.id().toString(), key));
    }

    private Optional<Answer> sentAnswer(Appeal appeal) {
        return answers.findByAppealIdOrderByCreatedAt(appeal.id()).stream()
                .filter(answer -> answer.status() == AnswerStatus.SENT)
                .findFirst();
    }

    private Status status(Appeal appeal, List<PublicNotice> notices) {
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
                sentAnswer(appeal).isPresent(),
                notices);
    }
}
