package ru.priyomnaya.gis;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ru.priyomnaya.appeal.AppealKind;
import ru.priyomnaya.appeal.Applicant;
import ru.priyomnaya.appeal.Applicant.ApplicantType;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.appeal.IncomingAppeal;
import ru.priyomnaya.appeal.Origin;
import ru.priyomnaya.gis.wire.AppealReader;
import ru.priyomnaya.gis.wire.ExportedAppeal;
import ru.priyomnaya.gis.wire.ExportedAppeal.Party;
import ru.priyomnaya.gis.wire.UnreadableResult;
import ru.priyomnaya.intake.MessageReader;
import ru.priyomnaya.intake.Reading;
import ru.priyomnaya.intake.StoredMessage;
import ru.priyomnaya.intake.UnreadableMessage;

/** Turns an exported appeal into one of ours. */
@Component
class GisReader implements MessageReader {
    private static final int SUBJECT = 100;

    private final GisTopics topics;
    private final GisOrganizations organizations;

    GisReader(GisTopics topics, GisOrganizations organizations) {
        this.topics = topics;
        this.organizations = organizations;
    }

    @Override
    public Channel channel() {
        return Channel.GIS;
    }

    @Override
    public Reading read(StoredMessage message, byte[] bytes) throws UnreadableMessage {
        ExportedAppeal appeal;
        try {
            appeal = AppealReader.read(bytes);
        } catch (UnreadableResult e) {
            throw new UnreadableMessage("GIS-001", String.valueOf(e.getMessage()));
        }
        var text = CitizenText.readable(appeal.text());
        var name = topicName(appeal);
        var topic = name == null && appeal.topic() != null
                ? GisTopics.unnamed(appeal.topic().code())
                : name;
        return new Reading.FromApplicant(
                new IncomingAppeal(
                        new Origin(Channel.GIS, message.externalId(), null),
                        AppealKind.APPEAL,
                        topic,
                        applicant(appeal),
                        subject(name, text),
                        text,
                        null,
                        List.of(), // files follow on their own: a missing one must not keep the appeal back
                        message.receivedAt(),
                        null,
                        null,
                        null),
                "");
    }

    /** Null as long as the dictionary has not told it. */
    private @Nullable String topicName(ExportedAppeal appeal) {
        var topic = appeal.topic();
        if (topic == null) {
            return appeal.anotherTopic();
        }
        return Optional.ofNullable(topic.name())
                .or(() -> topics.nameOf(topic.code()))
                .orElse(null);
    }

    private Applicant applicant(ExportedAppeal appeal) {
        var party = appeal.applicant();
        var email = Optional.ofNullable(party.appealEmail()).orElse(party.email());
        if (party.ofSystem()) {
            return new Applicant(ApplicantType.ORGANIZATION, null, null, null, "ГИС ЖКХ", null, null, null, null, null);
        }
        if (party.organization() != null) {
            var known = organizations.find(party.organization());
            return new Applicant(
                    ApplicantType.ORGANIZATION,
                    null,
                    null,
                    null,
                    known.map(GisOrganizations.Known::name).orElse("Организация, сведения запрошены в ГИС ЖКХ"),
                    known.map(GisOrganizations.Known::inn).orElse(null),
                    email,
                    party.phone(),
                    address(party),
                    null);
        }
        return new Applicant(
                ApplicantType.PERSON,
                party.surname(),
                party.firstName(),
                party.patronymic(),
                null,
                null,
                email,
                party.phone(),
                address(party),
                null);
    }

    private static @Nullable String address(Party party) {
        if (party.postAddress() == null) {
            return party.apartment() == null ? null : "кв. " + party.apartment();
        }
        return party.apartment() == null ? party.postAddress() : party.postAddress() + ", кв. " + party.apartment();
    }

    private static String subject(@Nullable String topic, String text) {
        if (topic != null) {
            return topic;
        }
        var line = text.strip().lines().findFirst().orElse("Без темы");
        return line.length() <= SUBJECT ? line : line.substring(0, SUBJECT) + "…";
    }
}
