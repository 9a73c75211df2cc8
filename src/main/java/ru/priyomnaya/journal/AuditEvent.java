package ru.priyomnaya.journal;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import ru.priyomnaya.access.AccessEvent;
import ru.priyomnaya.answer.AnswerEvent;
import ru.priyomnaya.answer.SigningEvent;
import ru.priyomnaya.appeal.AppealEvent;
import ru.priyomnaya.appeal.RegisterEvent;
import ru.priyomnaya.dispatch.DispatchEvent;
import ru.priyomnaya.gis.GisEvent;
import ru.priyomnaya.intake.IntakeEvent;
import ru.priyomnaya.letter.LetterEvent;
import ru.priyomnaya.rating.Ratings;
import ru.priyomnaya.routing.RouteEvent;
import ru.priyomnaya.storage.BackupTaken;
import ru.priyomnaya.storage.SupportBundleTaken;
import ru.priyomnaya.worktime.CalendarChanged;

/** Everything that the journal keeps, with the words in which it is shown. Names are stored: they never change. */
public enum AuditEvent {
    APPEAL_READ(AppealEvent.AppealRead.class, "Карточка открыта"),
    EVIDENCE_TAKEN(AppealEvent.EvidenceTaken.class, "Выгружено всё дело"),
    APPEAL_REGISTERED(AppealEvent.AppealRegistered.class, "Обращение зарегистрировано"),
    LETTER_JOINED(AppealEvent.LetterJoined.class, "Письмо приобщено к делу"),
    APPEAL_ASSIGNED(AppealEvent.AppealAssigned.class, "Назначен исполнитель"),
    APPEAL_CLOSED(AppealEvent.AppealClosed.class, "Обращение закрыто"),
    FILE_INFECTED(AppealEvent.FileInfected.class, "В файле обращения найден вирус"),
    TEXT_REREAD(AppealEvent.TextReread.class, "Письмо прочитано в другой кодировке"),
    APPLICANT_CORRECTED(AppealEvent.ApplicantCorrected.class, "Заявителем назван отправитель пересланного письма"),
    FILE_ARRIVED(AppealEvent.FileArrived.class, "Получен файл обращения"),
    APPEAL_WITHDRAWN(AppealEvent.AppealWithdrawn.class, "Заявитель отозвал обращение"),
    APPEAL_REDIRECTED(AppealEvent.AppealRedirected.class, "Обращение перенаправлено"),
    APPEAL_RETURNED(AppealEvent.AppealReturned.class, "Перенаправленное обращение вернулось"),
    APPEAL_DECLINED(AppealEvent.AppealDeclined.class, "Ответ не требуется"),
    APPEAL_PASSED_ON(AppealEvent.AppealPassedOn.class, "Обращение передано в другую организацию"),
    APPEAL_NOT_CONSIDERED(AppealEvent.AppealNotConsidered.class, "Обращение оставлено без рассмотрения"),
    WITHDRAWAL_ENTERED(AppealEvent.WithdrawalEntered.class, "Отмечен отзыв обращения"),
    APPEAL_REOPENED(AppealEvent.AppealReopened.class, "Решение отменено, обращение снова в работе"),
    INTERIM_WRITTEN(AppealEvent.InterimWritten.class, "Написан промежуточный ответ"),
    TERM_EXTENDED(AppealEvent.TermExtended.class, "Срок продлён"),
    APPEAL_LINKED(AppealEvent.AppealLinked.class, "Обращения связаны"),
    APPEAL_UNLINKED(AppealEvent.AppealUnlinked.class, "Связь обращений снята"),
    WORD_LIST_CHANGED(RegisterEvent.WordListChanged.class, "Изменён словарь"),
    APPEAL_CLASSIFIED(AppealEvent.AppealClassified.class, "Изменены вид и тема"),
    QUESTION_KEPT(AppealEvent.QuestionKept.class, "Записан вопрос обращения"),
    TOPIC_KEPT(RegisterEvent.TopicKept.class, "Сохранена тема"),
    APPEAL_SHARED(AppealEvent.AppealShared.class, "Назначены соисполнители"),
    SUBSTITUTION_KEPT(RegisterEvent.SubstitutionKept.class, "Назначено замещение"),
    SUBSTITUTION_ENDED(RegisterEvent.SubstitutionEnded.class, "Замещение снято"),
    LIST_EXPORTED(RegisterEvent.ListExported.class, "Выгружен список обращений"),
    JOURNAL_EXPORTED(RegisterEvent.JournalExported.class, "Выгружен журнал регистрации"),
    CALL_BACK_AGREED(AppealEvent.CallBackAgreed.class, "Назначен обратный звонок"),
    CALLED_BACK(AppealEvent.CalledBack.class, "Заявителю перезвонили"),
    LATENESS_EXPLAINED(AppealEvent.LatenessExplained.class, "Указана причина опоздания"),
    SURVEY_ASKED(AppealEvent.SurveyAsked.class, "Заявителю предложен опрос"),
    SURVEY_ANSWERED(AppealEvent.SurveyAnswered.class, "Заявитель ответил на опрос"),
    FOLLOW_UP_OPENED(AppealEvent.FollowUpOpened.class, "Низкая оценка: начат разбор"),
    FOLLOW_UP_DONE(AppealEvent.FollowUpDone.class, "Разбор низкой оценки окончен"),
    REPORT_EXPORTED(RegisterEvent.ReportExported.class, "Выгружен отчёт"),
    MEASURE_KEPT(RegisterEvent.MeasureKept.class, "Сохранено мероприятие программы качества"),
    MEASURE_REMOVED(RegisterEvent.MeasureRemoved.class, "Удалено мероприятие программы качества"),
    DISCLOSURE_PREPARED(RegisterEvent.DisclosurePrepared.class, "Подготовлено раскрытие информации"),
    DISCLOSURE_PUBLISHED(RegisterEvent.DisclosurePublished.class, "Опубликовано раскрытие информации"),
    DISCLOSURE_WITHDRAWN(RegisterEvent.DisclosureWithdrawn.class, "Снято с публикации раскрытие информации"),
    SURVEY_CHANGED(RegisterEvent.SurveyChanged.class, "Изменены вопросы опроса"),
    PAPER_FORM_ENTERED(RegisterEvent.PaperFormEntered.class, "Внесена бумажная анкета"),
    PAPER_LETTER_DISMISSED(RegisterEvent.PaperLetterDismissed.class, "Скан письма отклонён"),
    GROUND_NOTED(AppealEvent.GroundNoted.class, "Указано основание"),
    ANSWERED_ELSEWHERE(AppealEvent.AnsweredElsewhere.class, "На обращение ответили в кабинете канала"),
    APPEAL_EXTENDED(AppealEvent.AppealExtended.class, "Срок продлён в канале"),
    DEADLINE_MOVED(AppealEvent.DeadlineMoved.class, "Срок изменился"),
    TERM_RULE_KEPT(RegisterEvent.TermRuleKept.class, "Сохранено правило срока"),
    TERM_RULE_ENDED(RegisterEvent.TermRuleEnded.class, "Завершено правило срока"),
    CALENDAR_CHANGED(CalendarChanged.class, "Изменён производственный календарь"),
    ANSWER_BEGUN(AnswerEvent.AnswerBegun.class, "Начат ответ"),
    ANSWER_SUBMITTED(AnswerEvent.AnswerSubmitted.class, "Ответ отправлен на согласование"),
    ANSWER_FILE_ADDED(AnswerEvent.AnswerFileAdded.class, "К ответу приложен файл"),
    ANSWER_FILE_REMOVED(AnswerEvent.AnswerFileRemoved.class, "Приложение ответа убрано"),
    ANSWER_ENDORSED(AnswerEvent.AnswerEndorsed.class, "Согласующий согласен"),
    ANSWER_RECALLED(AnswerEvent.AnswerRecalled.class, "Ответ отозван с согласования"),
    ANSWER_TAKEN_BACK(AnswerEvent.AnswerTakenBack.class, "Отправка ответа отменена"),
    SIGNING_RIGHT_GIVEN(SigningEvent.SigningRightGiven.class, "Дано право подписи"),
    SIGNING_RIGHT_ENDED(SigningEvent.SigningRightEnded.class, "Право подписи прекращено"),
    TEXT_MODULE_KEPT(SigningEvent.TextModuleKept.class, "Сохранена заготовка ответа"),
    TEXT_MODULE_RETIRED(SigningEvent.TextModuleRetired.class, "Заготовка ответа убрана"),
    LETTER_TEMPLATE_KEPT(LetterEvent.TemplateKept.class, "Изменён шаблон письма"),
    LETTER_BLANK_KEPT(LetterEvent.BlankKept.class, "Изменён бланк"),
    SCAN_QUARANTINED(SigningEvent.ScanQuarantined.class, "Скан ждёт человека"),
    SCAN_DISMISSED(SigningEvent.ScanDismissed.class, "Скан отклонён"),
    ANSWER_RATED(Ratings.AnswerRated.class, "Заявитель оценил ответ"),
    DELIVERY_ARRIVED(DispatchEvent.DeliveryArrived.class, "Заявитель получил"),
    ANSWER_APPROVED(AnswerEvent.AnswerApproved.class, "Ответ согласован"),
    ANSWER_RETURNED(AnswerEvent.AnswerReturned.class, "Ответ возвращён на доработку"),
    ANSWER_SIGNED(AnswerEvent.AnswerSigned.class, "Приложен подписанный скан"),
    ANSWER_SIGNED_ELECTRONICALLY(AnswerEvent.AnswerSignedElectronically.class, "Ответ подписан электронно"),
    ANSWER_RELEASED(AnswerEvent.AnswerReleased.class, "Ответ передан на отправку"),
    ANSWER_SENT(AnswerEvent.AnswerSent.class, "Ответ отправлен"),
    ANSWER_UNDELIVERED(AnswerEvent.AnswerUndelivered.class, "Ответ не доставлен"),
    DELIVERY_QUEUED(DispatchEvent.DeliveryQueued.class, "Поставлено в очередь отправки"),
    DELIVERY_ACCEPTED(DispatchEvent.DeliveryAccepted.class, "Принято принимающей стороной"),
    DELIVERY_REFUSED(DispatchEvent.DeliveryRefused.class, "Принимающая сторона отказала"),
    DELIVERY_BOUNCED(DispatchEvent.DeliveryBounced.class, "Отправленное вернулось"),
    DELIVERY_REPEATED(DispatchEvent.DeliveryRepeated.class, "Отправка повторена"),
    DELIVERY_CANCELLED(DispatchEvent.DeliveryCancelled.class, "Отправка отменена"),
    MESSAGE_QUARANTINED(IntakeEvent.MessageQuarantined.class, "Сообщение в карантине"),
    MESSAGE_RETRIED(IntakeEvent.MessageRetried.class, "Сообщение прочитано повторно"),
    MESSAGE_DISMISSED(IntakeEvent.MessageDismissed.class, "Сообщение отклонено"),
    MESSAGE_REGISTERED_BY_HAND(IntakeEvent.MessageRegisteredByHand.class, "Сообщение зарегистрировано вручную"),
    BOUNCE_RECEIVED(IntakeEvent.BounceReceived.class, "Получено извещение о недоставке"),
    GIS_STOPPED(GisEvent.GisStopped.class, "Обмен с ГИС ЖКХ остановлен"),
    GIS_RESUMED(GisEvent.GisResumed.class, "Обмен с ГИС ЖКХ возобновлён"),
    GIS_POLICY_CHANGED(GisEvent.GisPolicyChanged.class, "Изменено правило для кода ошибки ГИС ЖКХ"),
    GIS_ANSWERER_NAMED(GisEvent.GisAnswererNamed.class, "Сотрудник ГИС ЖКХ сопоставлен с человеком"),
    GIS_EXCHANGE_READ(GisEvent.GisExchangeRead.class, "Открыт исходник обмена с ГИС ЖКХ"),
    GIS_APPEAL_CHANGED(GisEvent.GisAppealChanged.class, "Изменение в ГИС ЖКХ"),
    GIS_ACTION_QUEUED(GisEvent.GisActionQueued.class, "Поставлено в очередь ГИС ЖКХ"),
    GIS_ACTION_DONE(GisEvent.GisActionDone.class, "Исполнено в ГИС ЖКХ"),
    GIS_ACTION_REFUSED(GisEvent.GisActionRefused.class, "ГИС ЖКХ отказала"),
    ROUTE_CHANGED(RouteEvent.RouteChanged.class, "Изменён маршрут"),
    ROUTE_PROPOSED(RouteEvent.RouteProposed.class, "Предложено изменить маршрут"),
    ROUTE_PROPOSAL_REJECTED(RouteEvent.RouteProposalRejected.class, "Изменение маршрута отклонено"),
    ROUTE_REFUSED(RouteEvent.RouteRefused.class, "Маршрут не принят"),
    ROUTE_ROLLED_BACK(RouteEvent.RouteRolledBack.class, "Маршрут возвращён к прежнему тексту"),
    ROUTE_REMOVED(RouteEvent.RouteRemoved.class, "Файл маршрута убран"),
    ROUTE_SWITCHED(RouteEvent.RouteSwitched.class, "Маршрут переключён"),
    JOURNAL_ERASED(RegisterEvent.JournalErased.class, "Из записей журнала удалены персональные данные"),
    ERASURE_PROPOSED(RegisterEvent.ErasureProposed.class, "Предложено уничтожить персональные данные"),
    ERASURE_CONFIRMED(RegisterEvent.ErasureConfirmed.class, "Уничтожение персональных данных подтверждено"),
    ERASURE_REJECTED(RegisterEvent.ErasureRejected.class, "Уничтожение персональных данных отклонено"),
    ERASURE_DONE(RegisterEvent.ErasureDone.class, "Персональные данные уничтожены, акт составлен"),
    PERSON_EXPORTED(RegisterEvent.PersonExported.class, "Выгружены все сведения о человеке"),
    READINGS_EXPORTED(RegisterEvent.ReadingsExported.class, "Выгружено, кто и что читал"),
    RETENTION_KEPT(RegisterEvent.RetentionKept.class, "Изменён срок хранения"),
    HOLD_PLACED(AppealEvent.HoldPlaced.class, "Уничтожение запрещено"),
    HOLD_LIFTED(AppealEvent.HoldLifted.class, "Запрет уничтожения снят"),
    APPLICANT_REWRITTEN(AppealEvent.ApplicantRewritten.class, "Исправлены сведения о заявителе"),
    APPEAL_DEPERSONALIZED(AppealEvent.AppealDepersonalized.class, "Персональные данные обращения уничтожены"),
    BACKUP_TAKEN(BackupTaken.class, "Взята копия всех данных"),
    SUPPORT_BUNDLE_TAKEN(SupportBundleTaken.class, "Взяты сведения для поддержки"),
    SIGNED_IN(AccessEvent.SignedInToScreens.class, "Вход"),
    SIGN_IN_FAILED(AccessEvent.SignInFailed.class, "Неудачный вход"),
    UNKNOWN_SIGN_IN_FAILED(AccessEvent.UnknownSignInFailed.class, "Неудачный вход под неизвестным именем"),
    SIGN_IN_LOCKED(AccessEvent.SignInLocked.class, "Вход заблокирован на 15 минут"),
    SIGN_IN_NOT_ADMITTED(AccessEvent.SignInNotAdmitted.class, "Каталог знает человека, приёмная не впустила"),
    BREAK_GLASS_USED(AccessEvent.BreakGlassUsed.class, "Вход под аварийной учётной записью"),
    BREAK_GLASS_NAMED(AccessEvent.BreakGlassNamed.class, "Назначена или снята аварийная учётная запись"),
    SESSIONS_ENDED(AccessEvent.SessionsEnded.class, "Сеансы закончены"),
    SECOND_FACTOR_ENROLLED(AccessEvent.SecondFactorEnrolled.class, "Подключён второй фактор"),
    SECOND_FACTOR_FAILED(AccessEvent.SecondFactorFailed.class, "Код второго фактора не подошёл"),
    SECOND_FACTOR_BLOCKED(AccessEvent.SecondFactorBlocked.class, "Ввод кодов закрыт на 15 минут"),
    RECOVERY_CODE_USED(AccessEvent.RecoveryCodeUsed.class, "Использован запасной код"),
    SECOND_FACTOR_RESET(AccessEvent.SecondFactorReset.class, "Второй фактор снят"),
    PERSON_ADDED(AccessEvent.PersonAdded.class, "Добавлен сотрудник"),
    PERSON_ARRIVED(AccessEvent.PersonArrived.class, "Сотрудник пришёл из каталога"),
    PERSON_CHANGED(AccessEvent.PersonChanged.class, "Изменён сотрудник"),
    PASSWORD_CHANGED(AccessEvent.PasswordChanged.class, "Сменён пароль"),
    TOKEN_ISSUED(AccessEvent.TokenIssued.class, "Выдан токен API"),
    TOKEN_REVOKED(AccessEvent.TokenRevoked.class, "Отозван токен API");

    private static final Map<Class<?>, AuditEvent> BY_TYPE =
            Arrays.stream(values()).collect(Collectors.toMap(event -> event.type, Function.identity()));

    private final Class<?> type;
    private final String inRussian;

    AuditEvent(Class<?> type, String inRussian) {
        this.type = type;
        this.inRussian = inRussian;
    }

    public String inRussian() {
        return inRussian;
    }

    static Optional<AuditEvent> typeOf(Class<?> type) {
        return Optional.ofNullable(BY_TYPE.get(type));
    }

    /** @throws IllegalArgumentException for an event nobody entered above; a test proves that there is none */
    static AuditEvent of(Object event) {
        return typeOf(event.getClass())
                .orElseThrow(() -> new IllegalArgumentException("Not an audited event: " + event.getClass()));
    }
}
