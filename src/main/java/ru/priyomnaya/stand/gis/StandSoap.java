package ru.priyomnaya.stand.gis;

import static ru.priyomnaya.stand.gis.StandXml.BASE;
import static ru.priyomnaya.stand.gis.StandXml.SOAP;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;
import ru.priyomnaya.signing.EnvelopeVerifier;
import ru.priyomnaya.stand.gis.StandFaults.Fault;

/** The SOAP side: refuses what ГИС ЖКХ refuses, with its codes, and fails as it was told to fail. */
@RestController
@RequestMapping("/stand/gis")
@ConditionalOnProperty("priyomnaya.stand.enabled")
class StandSoap {
    private static final int MOST_REQUESTS = 5_000;
    private static final int DEFAULT_SECONDS = 5;

    private final StandMessages messages;
    private final StandFaults faults;
    private final GisStandProperties properties;
    private final Clock clock;
    private final List<byte[]> requests = new ArrayList<>();

    StandSoap(StandMessages messages, StandFaults faults, GisStandProperties properties, Clock clock) {
        this.messages = messages;
        this.faults = faults;
        this.properties = properties;
        this.clock = clock;
    }

    @PostMapping({
        "/ext-bus-appeals-service/services/AppealsAsync",
        "/ext-bus-org-registry-common-service/services/OrgRegistryCommonAsync",
        "/ext-bus-nsi-common-service/services/NsiCommonAsync"
    })
    void call(
            @RequestHeader(name = "SOAPAction", defaultValue = "") String action,
            HttpServletRequest http,
            HttpServletResponse answer)
            throws IOException {
        var bytes = http.getInputStream().readAllBytes();
        remember(bytes);
        var operation = action.replace("\"", "").replace("urn:", "");
        if (breaks(operation, answer)) {
            return;
        }
        var broken = faults.take(operation, "*", "BROKEN_FAULT", "HTTP_400");
        if (broken.isPresent()) {
            playFault(broken.get(), answer);
            return;
        }
        try {
            answer(operation, bytes, answer);
        } catch (SAXException e) {
            fault(answer, 500, "FMT001300", "FMT001300: " + e.getMessage(), true);
        }
    }

    /** Failures of the wire, before anything is understood. */
    private boolean breaks(String operation, HttpServletResponse answer) throws IOException {
        var fault = faults.take(operation, "HTML_502", "HTML_200", "RESET", "SILENCE", "DRIP")
                .orElse(null);
        if (fault == null) {
            faults.take(operation, "SLOW").ifPresent(StandSoap::pause);
            return false;
        }
        switch (fault.name()) {
            case "HTML_502" -> html(answer, 502);
            case "HTML_200" -> html(answer, 200);
            case "SILENCE" -> {
                pause(fault);
                html(answer, 504);
            }
            case "DRIP" -> drip(fault, answer);
            default -> cut(answer);
        }
        return true;
    }

    private static void html(HttpServletResponse answer, int status) throws IOException {
        answer.setStatus(status);
        answer.setContentType("text/html");
        answer.getOutputStream()
                .write("<html><head><title>Технические работы</title></head><body>Bad Gateway</body></html>"
                        .getBytes(StandardCharsets.UTF_8));
    }

    /** The beginning of an answer, then a broken connection. */
    private static void cut(HttpServletResponse answer) throws IOException {
        answer.setContentType("text/xml");
        answer.setContentLength(10_000);
        answer.getOutputStream().write('<');
        answer.flushBuffer();
        throw new IOException("the stand breaks the connection as it was told to");
    }

    private static void drip(Fault fault, HttpServletResponse answer) throws IOException {
        answer.setContentType("text/xml");
        var end = fault.seconds() == null ? DEFAULT_SECONDS : fault.seconds();
        for (int i = 0; i < end * 4; i++) {
            answer.getOutputStream().write(' ');
            answer.flushBuffer();
            LockSupport.parkNanos(250_000_000L);
        }
    }

    private static void pause(Fault fault) {
        var seconds = fault.seconds() == null ? DEFAULT_SECONDS : fault.seconds();
        LockSupport.parkNanos(seconds * 1_000_000_000L);
    }

    private void answer(String operation, byte[] bytes, HttpServletResponse answer) throws SAXException, IOException {
        var envelope = StandXml.parse(bytes).getDocumentElement();
        var header = headerOf(envelope);
        var body = bodyOf(envelope);
        var sender = Objects.requireNonNullElse(StandXml.text(header, "orgPPAGUID"), "");
        var requester = Objects.requireNonNullElse(StandXml.text(header, "MessageGUID"), "");
        if (!operation.equals(StandMessages.operationOf(body))) {
            fault(answer, 500, "FMT001300", "FMT001300: SOAPAction не соответствует сообщению", true);
            return;
        }
        var problem = StandSchema.problemIn(header).or(() -> StandSchema.problemIn(body));
        if (problem.isPresent()) {
            fault(answer, 500, "FMT001300", "FMT001300: Line: 1. Column: 1. Message: " + problem.get(), true);
            return;
        }
        if (!properties.organizations().isEmpty()
                && !sender.isEmpty()
                && properties.organizations().stream().noneMatch(sender::equalsIgnoreCase)) {
            fault(answer, 500, "AUT011002", "AUT011002: Организация не найдена", true);
            return;
        }
        if ("getState".equals(operation)) {
            state(body, sender, answer);
            return;
        }
        if (properties.signatures()
                && !EnvelopeVerifier.verify(bytes, clock.instant()).isGood()) {
            fault(answer, 500, "AUT011005", "AUT011005: Ошибка формата подписи запроса", true);
            return;
        }
        var ack = messages.accept(requester, sender, body);
        if (faults.take(operation, "LOST_ACK").isPresent()) {
            cut(answer);
        }
        if (ack.isEmpty() && faults.take(operation, "REFUSE_DUPLICATE").isPresent()) {
            fault(answer, 500, "SRV000001", "SRV000001: Запрещено контролем системы", true);
            return;
        }
        if (ack.isEmpty()) {
            fault(
                    answer,
                    500,
                    "EXP002002",
                    "EXP002002: Сообщение с идентификатором %s уже принято".formatted(requester),
                    true);
            return;
        }
        acknowledge(requester, ack.get(), answer);
    }

    private void state(Element body, String sender, HttpServletResponse answer) throws IOException {
        var ack = Objects.requireNonNull(StandXml.text(body, "MessageGUID"));
        var result = messages.state(ack, sender);
        if (result.isEmpty()) {
            fault(answer, 500, "INT002013", "INT002013: Запрос не найден", true);
            return;
        }
        send(answer, 200, envelope(result.get()));
    }

    private void acknowledge(String requester, String ack, HttpServletResponse answer) throws IOException {
        var document = StandXml.newDocument();
        var request = document.createElementNS(BASE, "AckRequest");
        document.appendChild(request);
        var inner = StandXml.add(request, BASE, "Ack");
        StandXml.add(inner, BASE, "MessageGUID", ack);
        StandXml.add(inner, BASE, "RequesterMessageGUID", requester);
        send(answer, 200, envelope(request));
    }

    private void playFault(Fault fault, HttpServletResponse answer) throws IOException {
        switch (fault.name()) {
            case "BROKEN_FAULT" -> fault(answer, 500, "", "Unknown fault occured", false);
            case "HTTP_400" -> fault(answer, 400, "INT002018", "INT002018: Ошибка запроса", true);
            default -> fault(answer, 500, fault.name(), fault.name() + ": Ошибка, заказанная стенду", true);
        }
    }

    private void fault(HttpServletResponse answer, int status, String code, String sentence, boolean detailed)
            throws IOException {
        var document = StandXml.newDocument();
        var fault = document.createElementNS(SOAP, "Fault");
        document.appendChild(fault);
        text(fault, "faultcode", "soap:Server");
        text(fault, "faultstring", sentence);
        if (detailed) {
            var detail = document.createElementNS(null, "detail");
            fault.appendChild(detail);
            var inner = StandXml.add(detail, BASE, "Fault");
            StandXml.add(inner, BASE, "ErrorCode", code);
            StandXml.add(inner, BASE, "ErrorMessage", sentence.replaceFirst("^[A-Z]{3}\\d{6}: ", ""));
        }
        send(answer, status, envelope(fault));
    }

    private static void text(Element parent, String name, String value) {
        var child = parent.getOwnerDocument().createElementNS(null, name);
        child.setTextContent(value);
        parent.appendChild(child);
    }

    private byte[] envelope(Element content) {
        var document = StandXml.newDocument();
        var envelope = document.createElementNS(SOAP, "soap:Envelope");
        document.appendChild(envelope);
        var header = StandXml.add(StandXml.add(envelope, SOAP, "soap:Header"), BASE, "ResultHeader");
        StandXml.add(header, BASE, "Date", clock.instant().toString());
        StandXml.add(header, BASE, "MessageGUID", UUID.randomUUID().toString());
        StandXml.add(envelope, SOAP, "soap:Body").appendChild(document.importNode(content, true));
        return StandXml.bytes(document);
    }

    /** Without a charset, as the real one answers; compressed when told to. */
    private void send(HttpServletResponse answer, int status, byte[] xml) throws IOException {
        answer.setStatus(status);
        answer.setHeader("Content-Type", "text/xml");
        answer.setDateHeader("Date", clock.millis());
        var body = xml;
        if (faults.take("answer", "GZIP").isPresent()) {
            answer.setHeader("Content-Encoding", "gzip");
            var zipped = new ByteArrayOutputStream();
            try (var zip = new GZIPOutputStream(zipped)) {
                zip.write(xml);
            }
            body = zipped.toByteArray();
        }
        answer.setContentLength(body.length);
        answer.getOutputStream().write(body);
    }

    private static Element headerOf(Element envelope) throws SAXException {
        var header = StandXml.child(envelope, "Header");
        var inner = header == null
                ? null
                : StandXml.children(header).stream().findFirst().orElse(null);
        return required(inner, "Header");
    }

    private static Element bodyOf(Element envelope) throws SAXException {
        var body = StandXml.child(envelope, "Body");
        var inner = body == null
                ? null
                : StandXml.children(body).stream().findFirst().orElse(null);
        return required(inner, "Body");
    }

    private static Element required(@Nullable Element element, String what) throws SAXException {
        if (element == null) {
            throw new SAXException("no " + what.toLowerCase(Locale.ROOT));
        }
        return element;
    }

    private synchronized void remember(byte[] bytes) {
        if (requests.size() >= MOST_REQUESTS) {
            requests.remove(0);
        }
        requests.add(bytes);
    }

    /** Every request received, oldest first. */
    synchronized List<String> requests() {
        return requests.stream()
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .toList();
    }

    synchronized void clear() {
        requests.clear();
    }
}
