package ru.priyomnaya.stand.gis;

import static ru.priyomnaya.stand.gis.StandXml.APPEALS;
import static ru.priyomnaya.stand.gis.StandXml.child;
import static ru.priyomnaya.stand.gis.StandXml.children;
import static ru.priyomnaya.stand.gis.StandXml.text;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import org.w3c.dom.Element;

/** The appeals that the stand holds, as trees of the official export, and what an import does to them. */
@Component
@ConditionalOnProperty("priyomnaya.stand.enabled")
class StandCases {
    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
    private static final int LAW_DAYS = 30;

    private final Map<String, Element> appeals = new LinkedHashMap<>();
    private final StandFiles files;
    private final StandFaults faults;
    private final StandDisk disk;
    private final Clock clock;
    private int lastNumber = 1000;

    StandCases(StandFiles files, StandFaults faults, StandDisk disk, Clock clock) {
        this.files = files;
        this.faults = faults;
        this.disk = disk;
        this.clock = clock;
        appeals.putAll(disk.appeals());
        lastNumber += appeals.size();
    }

    /** Refused in the words of ГИС ЖКХ; becomes an Error row of the result. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        final String code;

        Refused(String code, String description) {
            super(description);
            this.code = code;
        }
    }

    /** Takes in an appeal; what ГИС ЖКХ itself would fill in is filled in. */
    synchronized String add(Element appeal) {
        var guid = Optional.ofNullable(text(appeal, "AppealGUID"))
                .orElseGet(() -> UUID.randomUUID().toString())
                .toLowerCase(Locale.ROOT);
        StandXml.set(appeal, "AppealGUID", guid);
        var created = Optional.ofNullable(text(appeal, "AppealCreateDate")).orElseGet(() -> today().toString());
        StandXml.set(appeal, "AppealCreateDate", created);
        fill(appeal, "AppealNumber", "76-2026-" + ++lastNumber);
        fill(appeal, "AppealText", "");
        fill(appeal, "AppealStatus", "Send");
        fill(
                appeal,
                "ExecutionEndDate",
                LocalDate.parse(created).plusDays(LAW_DAYS).toString());
        fill(appeal, "NPARequirements", "Федеральный закон от 02.05.2006 № 59-ФЗ, ст. 12, ч. 1");
        if (child(appeal, "OKTMO") == null) {
            var oktmo = StandXml.insert(appeal, "OKTMO");
            StandXml.add(oktmo, StandXml.BASE, "code", "78705000");
        }
        if (child(appeal, "AppealTopic") == null && child(appeal, "AnotherTopic") == null) {
            StandXml.set(appeal, "AnotherTopic", "Иное");
        }
        if (child(appeal, "ApplicantInfo") == null) {
            StandXml.add(StandXml.insert(appeal, "ApplicantInfo"), APPEALS, "HCS", "true");
        }
        appeals.put(guid, appeal);
        disk.write(appeal);
        return guid;
    }

    private static void fill(Element appeal, String name, String value) {
        if (child(appeal, name) == null) {
            StandXml.set(appeal, name, value);
        }
    }

    synchronized Optional<Element> find(@Nullable String guid) {
        return guid == null ? Optional.empty() : Optional.ofNullable(appeals.get(guid.toLowerCase(Locale.ROOT)));
    }

    /** Copies, so that a later change does not reach into a message. */
    synchronized List<Element> export(Collection<String> guids) {
        return guids.stream()
                .flatMap(guid -> find(guid).stream())
                .map(appeal -> (Element) appeal.cloneNode(true))
                .toList();
    }

    synchronized List<Element> export(
            @Nullable LocalDate from, @Nullable LocalDate until, Collection<String> statuses, boolean ofSystem) {
        return appeals.values().stream()
                .filter(appeal -> {
                    var created = LocalDate.parse(Objects.requireNonNull(text(appeal, "AppealCreateDate")));
                    return (from == null || !created.isBefore(from)) && (until == null || !created.isAfter(until));
                })
                .filter(appeal -> statuses.isEmpty() || statuses.contains(text(appeal, "AppealStatus")))
                .filter(appeal ->
                        ofSystem || child(Objects.requireNonNull(child(appeal, "ApplicantInfo")), "HCS") == null)
                .map(appeal -> (Element) appeal.cloneNode(true))
                .toList();
    }

    /** Carries out one Answer of an AnswerAction; returns the answer's GUID. */
    synchronized String answer(String appealGuid, Element answer) throws Refused {
        var appeal = requireAppeal(appealGuid);
        playRefusal(appealGuid);
        var answerer = requireAnswerer(answer);
        var guid = Optional.ofNullable(text(answer, "AnswerGUID")).map(given -> given.toLowerCase(Locale.ROOT));
        var existing = guid.flatMap(given -> answerOf(appeal, given));
        if (guid.isPresent() && existing.isEmpty()) {
            throw new Refused("INT002034", "Ответ с идентификатором %s не найден".formatted(guid.get()));
        }
        if (existing.isPresent() && child(existing.get(), "AnswerIsSent") != null) {
            throw new Refused("SRV008001", "Ответ уже отправлен и не может быть изменён");
        }
        if (child(answer, "DeleteAnswer") != null) {
            var history = existing.orElseThrow(
                    () -> new Refused("INT002000", "Значение в поле AnswerGUID отсутствует в реестре."));
            appeal.removeChild(history.getParentNode());
            disk.write(appeal);
            return guid.orElseThrow();
        }
        var load = child(answer, "LoadAnswer");
        if (load != null) {
            requireFiles(load);
        }
        var target = existing.orElse(null);
        if (target == null && load == null) {
            throw new Refused("INT002000", "Значение в поле LoadAnswer отсутствует.");
        }
        var answerGuid = guid.orElseGet(() -> UUID.randomUUID().toString());
        var sent = child(answer, "SendAnswer") != null;
        if (target == null || load != null) {
            target = write(appeal, target, answerGuid, answerer, load, sent);
        } else if (sent) {
            markSent(target);
        }
        if (sent) {
            StandXml.set(appeal, "AppealStatus", "Executed");
        }
        disk.write(appeal);
        return answerGuid;
    }

    private Element write(
            Element appeal, @Nullable Element old, String guid, String answerer, @Nullable Element load, boolean sent) {
        var history = history(appeal);
        var answer = StandXml.add(history, APPEALS, "Answer");
        StandXml.add(answer, APPEALS, "AnswerGUID", guid);
        StandXml.add(answer, APPEALS, "AnswerNumber", "О-" + ++lastNumber);
        if (sent) {
            StandXml.add(answer, APPEALS, "SendAnswerDate", today().toString());
        }
        StandXml.add(StandXml.add(answer, APPEALS, "Answerer"), APPEALS, "AnswererGUID", answerer);
        var source = Objects.requireNonNull(load);
        StandXml.add(
                answer,
                APPEALS,
                "AnswerText",
                Objects.requireNonNull(child(source, "AnswerText")).getTextContent());
        copy(source, "Attachment", answer);
        if (sent) {
            StandXml.add(answer, APPEALS, "AnswerIsSent", "true");
        }
        copy(source, "SignedAttachments", answer);
        if (old != null) {
            appeal.removeChild(old.getParentNode());
        }
        return answer;
    }

    private void markSent(Element answer) {
        var date = answer.getOwnerDocument().createElementNS(APPEALS, "SendAnswerDate");
        date.setTextContent(today().toString());
        answer.insertBefore(date, child(answer, "Answerer"));
        var sent = answer.getOwnerDocument().createElementNS(APPEALS, "AnswerIsSent");
        sent.setTextContent("true");
        answer.insertBefore(sent, child(answer, "SignedAttachments"));
    }

    /** Carries out an AppealAction. */
    synchronized void act(Element action) throws Refused {
        var guid = Objects.requireNonNull(text(action, "AppealGUID"));
        var appeal = requireAppeal(guid);
        playRefusal(guid);
        if ("Withdrawn".equals(text(appeal, "AppealStatus"))) {
            throw new Refused("SRV008002", "Обращение отозвано заявителем");
        }
        for (var what : children(action)) {
            switch (Objects.requireNonNull(what.getLocalName())) {
                case "Performer" -> {
                    StandXml.set(appeal, "AnswererGUID", requireAnswerer(what));
                    Optional.ofNullable(text(what, "DateOfAppointment"))
                            .ifPresent(date -> StandXml.set(appeal, "DateOfAppointment", date));
                    if ("Send".equals(text(appeal, "AppealStatus"))) {
                        StandXml.set(appeal, "AppealStatus", "InWork");
                    }
                }
                case "Executed" -> {
                    requireAnswerer(what);
                    StandXml.set(appeal, "AppealStatus", "Executed");
                }
                case "RedirectAppeal" -> redirect(appeal, what);
                case "RollOverAppeal" -> rollOver(appeal, what);
                case "AnswerIsNotRequired" -> {
                    requireAnswerer(what);
                    var entry = StandXml.add(history(appeal), APPEALS, "IsNotRequired");
                    StandXml.add(entry, APPEALS, "Cause", Objects.requireNonNull(text(what, "Cause")));
                    StandXml.set(appeal, "AnswerIsNotRequired", "true");
                    StandXml.set(appeal, "AppealStatus", "Executed");
                }
                default -> {} // TransportGUID and the name of the appeal
            }
        }
        disk.write(appeal);
    }

    private void redirect(Element appeal, Element what) throws Refused {
        requireAnswerer(what);
        requireFiles(what);
        StandXml.copyChildren(what, StandXml.add(history(appeal), APPEALS, "Redirected"));
        StandXml.set(appeal, "Redirected", "true");
        StandXml.set(appeal, "AppealStatus", "Executed");
    }

    private void rollOver(Element appeal, Element what) throws Refused {
        requireAnswerer(what);
        requireFiles(what);
        var until = LocalDate.parse(Objects.requireNonNull(text(what, "ExecutionDate")));
        if (until.isAfter(today().plusDays(LAW_DAYS))) {
            throw new Refused("SRV008003", "Срок не может быть продлён более чем на 30 дней");
        }
        StandXml.copyChildren(what, StandXml.add(history(appeal), APPEALS, "RolledOver"));
        StandXml.set(appeal, "RolledOver", "true");
        StandXml.set(appeal, "ExecutionEndDate", until.toString());
    }

    /** The applicant's and the cabinet's doings, for the control API: a simple element of the appeal is set. */
    synchronized void change(String guid, Map<String, String> values) throws Refused {
        var appeal = requireAppeal(guid);
        values.forEach((name, value) -> {
            switch (name) {
                case "AppealWithdrawn" -> {
                    var withdrawn = StandXml.insert(appeal, "AppealWithdrawn");
                    StandXml.add(withdrawn, APPEALS, "Comment", value);
                    StandXml.set(appeal, "AppealStatus", "Withdrawn");
                }
                case "Assesment" -> assess(appeal, value);
                default -> StandXml.set(appeal, name, value);
            }
        });
        disk.write(appeal);
    }

    private void assess(Element appeal, String comment) {
        var assessment = StandXml.add(history(appeal), APPEALS, "Assesment");
        if (comment.isEmpty()) {
            StandXml.add(assessment, APPEALS, "InformationIsReceived", "true");
        } else {
            StandXml.add(assessment, APPEALS, "AnswerIsNotSatisfied", "true");
            StandXml.add(assessment, APPEALS, "DeclineComment", comment);
        }
    }

    private Element history(Element appeal) {
        var history = StandXml.insert(appeal, "AppealHistory");
        StandXml.add(history, APPEALS, "ChangeDate", today().toString());
        return history;
    }

    private static void copy(Element from, String name, Element to) {
        for (var child : children(from, name)) {
            to.appendChild(to.getOwnerDocument().importNode(child, true));
        }
    }

    private static Optional<Element> answerOf(Element appeal, String guid) {
        return children(appeal, "AppealHistory").stream()
                .flatMap(history -> children(history, "Answer").stream())
                .filter(answer -> guid.equalsIgnoreCase(text(answer, "AnswerGUID")))
                .findFirst();
    }

    private Element requireAppeal(String guid) throws Refused {
        return find(guid)
                .orElseThrow(() -> new Refused("INT002000", "Значение в поле AppealGUID отсутствует в реестре."));
    }

    private void playRefusal(String guid) throws Refused {
        if (faults.takeFor(guid, "importAnswer", "REFUSE_ACTION").isPresent()) {
            throw new Refused("SRV008004", "Действие запрещено контролем системы");
        }
    }

    private static String requireAnswerer(Element what) throws Refused {
        var answerer = text(what, "AnswererGUID");
        if (answerer == null || answerer.startsWith("ffffffff")) {
            throw new Refused("INT002000", "Значение в поле AnswererGUID отсутствует в реестре.");
        }
        return answerer.toLowerCase(Locale.ROOT);
    }

    /** Every file must lie in the store, be checked for viruses and match its hash. */
    private void requireFiles(Element holder) throws Refused {
        var attachments = new ArrayList<>(children(holder, "Attachment"));
        for (var signed : children(holder, "SignedAttachments")) {
            attachments.addAll(children(signed));
        }
        for (var attachment : attachments) {
            var guid = text(child(attachment, "Attachment"), "AttachmentGUID");
            var file = guid == null ? null : files.find(guid);
            if (file == null || file.bytes() == null) {
                throw new Refused("FIL001001", "Файл %s не найден в файловом хранилище".formatted(guid));
            }
            if (!files.isChecked(file)) {
                throw new Refused("FIL001004", "Файл %s не прошёл антивирусную проверку".formatted(guid));
            }
            var hash = text(attachment, "AttachmentHASH");
            if (hash == null || !hash.equalsIgnoreCase(StandFiles.hashOf(file.bytes()))) {
                throw new Refused("FIL001005", "Хэш файла %s не совпадает".formatted(guid));
            }
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), MOSCOW);
    }

    synchronized void clear() {
        appeals.clear();
        disk.clear();
    }
}
