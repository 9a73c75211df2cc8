package ru.priyomnaya.gis.wire;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ru.gosuslugi.dom.appeals.AnswerActionType;
import ru.gosuslugi.dom.appeals.AppealActionType;
import ru.gosuslugi.dom.appeals.ImportAnswerRequest;
import ru.gosuslugi.dom.base.Attachment;
import ru.gosuslugi.dom.base.AttachmentType;
import ru.gosuslugi.dom.base.AttachmentWODescriptionType;
import ru.gosuslugi.dom.base.SignedAttachmentType;
import ru.gosuslugi.dom.organization.registry.RegOrgType;

/** One thing to be done to one appeal; carries its own TransportGUID, by which its result row is found. */
public sealed interface ImportAction {
    /** Its name in the result. */
    UUID transport();

    void writeTo(ImportAnswerRequest request);

    /**
     * A file that lies in the file store.
     *
     * @param hash AttachmentHASH
     */
    record UploadedFile(UUID guid, String name, String description, String hash) {}

    /** A file with the detached signatures over it. */
    record SignedUpload(UploadedFile file, List<UploadedFile> signatures) {}

    /**
     * Loads, changes, sends or deletes an answer.
     *
     * @param outer TransportGUID of the AnswerAction around it
     * @param answer its name in ГИС ЖКХ; null for a new one
     * @param load what to write; null to leave the text as it is there
     */
    record ChangeAnswer(
            UUID transport,
            UUID outer,
            UUID appeal,
            @Nullable UUID answer,
            UUID answerer,
            @Nullable Load load,
            boolean send,
            boolean delete)
            implements ImportAction {
        @Override
        public void writeTo(ImportAnswerRequest request) {
            var one = new AnswerActionType.Answer();
            one.setTransportGUID(transport.toString());
            one.setAnswerGUID(answer == null ? null : answer.toString());
            one.setAnswererGUID(answerer.toString());
            if (load != null && !delete) {
                one.setLoadAnswer(load.toWire());
            }
            one.setSendAnswer((send && !delete) ? Boolean.TRUE : null);
            one.setDeleteAnswer(delete ? Boolean.TRUE : null);
            var action = new AnswerActionType();
            action.setTransportGUID(outer.toString());
            action.setAppealGUID(appeal.toString());
            action.getAnswer().add(one);
            request.getAnswerAction().add(action);
        }
    }

    /** Text and files of an answer; signed files travel apart since version 13.2.1.0. */
    record Load(String text, List<UploadedFile> files, List<SignedUpload> signedFiles) {
        private AnswerActionType.Answer.LoadAnswer toWire() {
            var load = new AnswerActionType.Answer.LoadAnswer();
            load.setAnswerText(WireText.clean(text));
            files.forEach(file -> load.getAttachment().add(attachment(file)));
            for (var signed : signedFiles) {
                var both = new SignedAttachmentType();
                both.setAttachment(attachment(signed.file()));
                signed.signatures().forEach(signature -> both.getSignature().add(signature(signature)));
                load.getSignedAttachments().add(both);
            }
            return load;
        }
    }

    /** @param planned «filled on first appointment» */
    record SetPerformer(
            UUID transport,
            UUID appeal,
            UUID answerer,
            @Nullable LocalDate planned) implements ImportAction {
        @Override
        public void writeTo(ImportAnswerRequest request) {
            var performer = new AppealActionType.Performer();
            performer.setAnswererGUID(answerer.toString());
            performer.setDateOfAppointment(planned);
            action(request, transport, appeal).setPerformer(performer);
        }
    }

    record MarkExecuted(UUID transport, UUID appeal, UUID answerer) implements ImportAction {
        @Override
        public void writeTo(ImportAnswerRequest request) {
            var executed = new AppealActionType.Executed();
            executed.setAnswererGUID(answerer.toString());
            action(request, transport, appeal).setExecuted(executed);
        }
    }

    record RedirectTo(
            UUID transport,
            UUID appeal,
            UUID answerer,
            UUID receiver,
            @Nullable String comment) implements ImportAction {
        @Override
        public void writeTo(ImportAnswerRequest request) {
            var organization = new RegOrgType();
            organization.setOrgRootEntityGUID(receiver.toString());
            var redirect = new AppealActionType.RedirectAppeal();
            redirect.setReceiver(organization);
            redirect.setComment(comment == null ? null : WireText.clean(comment));
            redirect.setAnswererGUID(answerer.toString());
            action(request, transport, appeal).getRedirectAppeal().add(redirect);
        }
    }

    record ProlongUntil(UUID transport, UUID appeal, UUID answerer, LocalDate until, String comment)
            implements ImportAction {
        @Override
        public void writeTo(ImportAnswerRequest request) {
            var rollOver = new AppealActionType.RollOverAppeal();
            rollOver.setExecutionDate(until);
            rollOver.setComment(WireText.clean(comment));
            rollOver.setAnswererGUID(answerer.toString());
            action(request, transport, appeal).setRollOverAppeal(rollOver);
        }
    }

    record MarkNotRequired(UUID transport, UUID appeal, UUID answerer, String cause) implements ImportAction {
        @Override
        public void writeTo(ImportAnswerRequest request) {
            var notRequired = new AppealActionType.AnswerIsNotRequired();
            notRequired.setCause(WireText.clean(cause));
            notRequired.setAnswererGUID(answerer.toString());
            action(request, transport, appeal).setAnswerIsNotRequired(notRequired);
        }
    }

    private static AppealActionType action(ImportAnswerRequest request, UUID transport, UUID appeal) {
        var action = new AppealActionType();
        action.setTransportGUID(transport.toString());
        action.setAppealGUID(appeal.toString());
        request.getAppealAction().add(action);
        return action;
    }

    private static AttachmentType attachment(UploadedFile file) {
        var attachment = new AttachmentType();
        attachment.setName(WireText.clean(file.name()));
        attachment.setDescription(WireText.clean(file.description()));
        attachment.setAttachment(reference(file));
        attachment.setAttachmentHASH(file.hash());
        return attachment;
    }

    private static AttachmentWODescriptionType signature(UploadedFile file) {
        var attachment = new AttachmentWODescriptionType();
        attachment.setName(WireText.clean(file.name()));
        attachment.setDescription(WireText.clean(file.description()));
        attachment.setAttachment(reference(file));
        attachment.setAttachmentHASH(file.hash());
        return attachment;
    }

    private static Attachment reference(UploadedFile file) {
        var reference = new Attachment();
        reference.setAttachmentGUID(file.guid().toString());
        return reference;
    }
}
