package ru.priyomnaya.stand.gis;

import static ru.priyomnaya.stand.gis.StandXml.APPEALS;
import static ru.priyomnaya.stand.gis.StandXml.BASE;
import static ru.priyomnaya.stand.gis.StandXml.child;
import static ru.priyomnaya.stand.gis.StandXml.children;
import static ru.priyomnaya.stand.gis.StandXml.text;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import org.w3c.dom.Element;
import ru.priyomnaya.gis.wire.WireVersion;
import ru.priyomnaya.stand.gis.StandCases.Refused;
import ru.priyomnaya.stand.gis.StandFaults.Fault;

/** Messages on their way through states 1, 2 and 3. A message is carried out when its time has come, polled or not. */
@Component
@ConditionalOnProperty("priyomnaya.stand.enabled")
class StandMessages {
    /** Elements that came with a version; an older request does not get them. */
    private static final Map<String, String> SINCE = Map.of(
            "FromMobile", "13.1.10.1",
            "ExecutionEndDate", "13.1.10.1",
            "NPARequirements", "13.1.10.1",
            "DateOfAppointment", "13.3.2.0",
            "Collective", "14.4.0.1",
            "NeighbourInfo", "14.4.0.1",
            "PremiseNumber", "14.8.0.1");

    /** A few megabytes each where there are a thousand appeals, and asked for every second. */
    private static final int MOST_EXPORTS = 50;

    private final Map<String, Message> byAck = new LinkedHashMap<>();
    private final Set<String> requesters = new LinkedHashSet<>();
    private final List<Message> underway = new ArrayList<>();
    private final Deque<Message> exportsHandedOut = new ArrayDeque<>();
    private final StandCases cases;
    private final StandFaults faults;
    private final GisStandProperties properties;
    private final Clock clock;

    StandMessages(StandCases cases, StandFaults faults, GisStandProperties properties, Clock clock) {
        this.cases = cases;
        this.faults = faults;
        this.properties = properties;
        this.clock = clock;
    }

    private static final class Message {
        private final String ack = UUID.randomUUID().toString();
        private final String sender;
        private final Element body;
        private final Instant at;
        private final @Nullable Integer stuckIn;
        private @Nullable Element result;
        private boolean handedOut;

        Message(String sender, Element body, Instant at, @Nullable Integer stuckIn) {
            this.sender = sender;
            this.body = body;
            this.at = at;
            this.stuckIn = stuckIn;
        }
    }

    /** The Ack's MessageGUID; empty when the requester's MessageGUID has been used before. */
    synchronized Optional<String> accept(String requester, String sender, Element body) {
        settle();
        var key = requester.toLowerCase(Locale.ROOT);
        if (requesters.contains(key)) {
            return Optional.empty();
        }
        var operation = operationOf(body);
        var stuck = faults.take(operation, "STUCK").isPresent()
                ? Integer.valueOf(1)
                : faults.take(operation, "STUCK_IN_PROCESSING").isPresent() ? Integer.valueOf(2) : null;
        var late = faults.take(operation, "LATE").map(Fault::seconds).orElse(0);
        var message = new Message(sender, body, clock.instant().plusSeconds(late), stuck);
        requesters.add(key);
        byAck.put(message.ack, message);
        underway.add(message);
        return Optional.of(message.ack);
    }

    static String operationOf(Element body) {
        return Objects.requireNonNull(body.getLocalName()).replace("Request", "");
    }

    /** A getStateResult; empty when this sender has sent no such message, or its result was fetched long ago. */
    synchronized Optional<Element> state(String ack, String sender) {
        settle();
        var message = byAck.get(ack.toLowerCase(Locale.ROOT));
        if (message == null || !message.sender.equalsIgnoreCase(sender)) {
            return Optional.empty();
        }
        var result = message.result;
        if (result == null) {
            var waiting = newResult(message);
            var inProcessing = clock.instant().isAfter(message.at.plus(properties.received()));
            var state = message.stuckIn != null ? message.stuckIn : inProcessing ? 2 : 1;
            header(waiting, state, message.ack);
            return Optional.of(waiting);
        }
        handOut(message);
        return Optional.of(result);
    }

    private void handOut(Message message) {
        if (message.handedOut || !operationOf(message.body).startsWith("export")) {
            return;
        }
        message.handedOut = true;
        exportsHandedOut.add(message);
        if (exportsHandedOut.size() > MOST_EXPORTS) {
            byAck.remove(exportsHandedOut.remove().ack);
        }
    }

    /** Carries out everything whose time has come. */
    synchronized void settle() {
        var now = clock.instant();
        for (var message : List.copyOf(underway)) {
            var due = message.at.plus(properties.received()).plus(properties.processing());
            if (message.stuckIn == null && !now.isBefore(due)) {
                message.result = carryOut(message);
                underway.remove(message);
            }
        }
    }

    private Element carryOut(Message message) {
        var operation = operationOf(message.body);
        var result = newResult(message);
        header(result, 3, message.ack);
        var failure = faults.take(operation, "*" + StandFaults.RESULT);
        if (failure.isPresent()) {
            return error(
                    result,
                    failure.get().name().replace(StandFaults.RESULT, ""),
                    "Ошибка обработки, заказанная стенду");
        }
        if (faults.take(operation, "EMPTY_RESULT").isPresent()) {
            return result;
        }
        switch (operation) {
            case "exportAppeal" -> export(message.body, result);
            case "importAnswer" -> imported(message.body, result);
            case "exportOrgRegistry" -> organizations(message.body, result);
            case "exportNsiPagingItem" -> StandDirectory.writeTopics(result);
            default -> error(result, "FMT001300", "Некорректный XML");
        }
        return result;
    }

    private void export(Element request, Element result) {
        var guids = children(request, "AppealGUID").stream()
                .map(guid -> guid.getTextContent().strip())
                .toList();
        var statuses = new ArrayList<String>();
        Optional.ofNullable(child(request, "StatusOfAppeal"))
                .ifPresent(filter -> children(filter)
                        .forEach(one -> statuses.add(
                                "Sent".equals(one.getLocalName())
                                        ? "Send"
                                        : Objects.requireNonNull(one.getLocalName()))));
        var found = guids.isEmpty()
                ? cases.export(
                        date(request, "StartDate"),
                        date(request, "EndDate"),
                        statuses,
                        child(request, "IncludeHCSAppeals") != null)
                : cases.export(guids);
        if (found.isEmpty()) {
            error(result, "INT002012", "Нет объектов для экспорта");
            return;
        }
        var version = request.getAttributeNS(BASE, "version");
        var unknown = faults.take("exportAppeal", "UNKNOWN_ELEMENT").isPresent();
        var wrongHash = faults.take("exportAppeal", "WRONG_HASH").isPresent();
        for (var appeal : found) {
            SINCE.forEach((name, since) -> {
                if (!WireVersion.isAtLeast(version, since)) {
                    StandXml.set(appeal, name, null);
                }
            });
            if (unknown) {
                StandXml.add(appeal, APPEALS, "AppealMood", "из будущего");
            }
            if (wrongHash) {
                children(appeal, "Attachment").stream()
                        .flatMap(file -> children(file, "AttachmentHASH").stream())
                        .forEach(hash -> hash.setTextContent("0".repeat(64)));
            }
            result.appendChild(result.getOwnerDocument().importNode(appeal, true));
        }
    }

    private static @Nullable LocalDate date(Element request, String name) {
        var text = text(request, name);
        return text == null ? null : LocalDate.parse(text.substring(0, 10));
    }

    private void imported(Element request, Element result) {
        var missing = faults.take("importAnswer", "MISSING_ROW").isPresent();
        for (var action : children(request, "AnswerAction")) {
            for (var answer : children(action, "Answer")) {
                var transport = Objects.requireNonNull(text(answer, "TransportGUID"));
                try {
                    var guid = cases.answer(Objects.requireNonNull(text(action, "AppealGUID")), answer);
                    if (!missing) {
                        row(result, guid, transport);
                    }
                } catch (Refused e) {
                    refusal(result, transport, e);
                }
            }
        }
        for (var action : children(request, "AppealAction")) {
            var transport = Objects.requireNonNull(text(action, "TransportGUID"));
            try {
                cases.act(action);
                if (!missing) {
                    row(result, Objects.requireNonNull(text(action, "AppealGUID")), transport);
                }
            } catch (Refused e) {
                refusal(result, transport, e);
            }
        }
    }

    private void row(Element result, String guid, String transport) {
        var row = StandXml.add(result, APPEALS, "ImportResult");
        StandXml.add(row, BASE, "GUID", guid);
        StandXml.add(row, BASE, "TransportGUID", transport);
        StandXml.add(row, BASE, "UpdateDate", clock.instant().toString());
    }

    private static void refusal(Element result, String transport, Refused refused) {
        var row = StandXml.add(result, APPEALS, "ImportResult");
        StandXml.add(row, BASE, "TransportGUID", transport);
        var error = StandXml.add(row, BASE, "Error");
        StandXml.add(error, BASE, "ErrorCode", refused.code);
        StandXml.add(error, BASE, "Description", String.valueOf(refused.getMessage()));
    }

    private static void organizations(Element request, Element result) {
        var found = children(request, "SearchCriteria").stream()
                .flatMap(criterion -> StandDirectory.by(criterion).stream())
                .distinct()
                .toList();
        if (found.isEmpty()) {
            error(result, "INT002012", "Нет объектов для экспорта");
        }
        found.forEach(one -> StandDirectory.write(one, result));
    }

    private static Element newResult(Message message) {
        var document = StandXml.newDocument();
        var result = document.createElementNS(message.body.getNamespaceURI(), "getStateResult");
        result.setAttributeNS(BASE, "base:version", "12.2.0.5");
        document.appendChild(result);
        return result;
    }

    private static void header(Element result, int state, String ack) {
        StandXml.add(result, BASE, "RequestState", String.valueOf(state));
        StandXml.add(result, BASE, "MessageGUID", ack);
    }

    private static Element error(Element result, String code, String description) {
        var error = StandXml.add(result, BASE, "ErrorMessage");
        StandXml.add(error, BASE, "ErrorCode", code);
        StandXml.add(error, BASE, "Description", description);
        return result;
    }

    synchronized void clear() {
        byAck.clear();
        requesters.clear();
        underway.clear();
        exportsHandedOut.clear();
    }

    synchronized List<String> accepted() {
        return List.copyOf(requesters);
    }
}
