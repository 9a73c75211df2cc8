package ru.priyomnaya.stand.gis;

import static ru.priyomnaya.stand.gis.StandXml.child;
import static ru.priyomnaya.stand.gis.StandXml.children;
import static ru.priyomnaya.stand.gis.StandXml.text;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;
import ru.priyomnaya.signing.DetachedSignature;
import ru.priyomnaya.stand.gis.StandCases.Refused;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The stand's control API: what citizens and the cabinet would do, what shall fail, and what ГИС ЖКХ now holds. */
@RestController
@RequestMapping("/stand/control")
@ConditionalOnProperty("priyomnaya.stand.enabled")
class StandControl {
    private final StandCases cases;
    private final StandMessages messages;
    private final StandFiles files;
    private final StandFaults faults;
    private final StandSoap soap;
    private final JsonMapper json;
    private final Clock clock;

    StandControl(
            StandCases cases,
            StandMessages messages,
            StandFiles files,
            StandFaults faults,
            StandSoap soap,
            JsonMapper json,
            Clock clock) {
        this.cases = cases;
        this.messages = messages;
        this.files = files;
        this.faults = faults;
        this.soap = soap;
        this.json = json;
        this.clock = clock;
    }

    /** @param guid of the appeal that the stand now holds */
    record Created(String guid) {}

    @PostMapping(path = "/appeals", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    List<Created> addJson(@RequestBody byte[] body) {
        var created = new ArrayList<Created>();
        var tree = json.readTree(body);
        for (JsonNode one : tree.isArray() ? tree : json.createArrayNode().add(tree)) {
            created.add(new Created(cases.add(StandXml.appeal(one))));
        }
        return created;
    }

    @PostMapping(
            path = "/appeals",
            consumes = {MediaType.APPLICATION_XML_VALUE, MediaType.TEXT_XML_VALUE})
    @ResponseStatus(HttpStatus.CREATED)
    List<Created> addXml(@RequestBody byte[] body) {
        try {
            return List.of(new Created(cases.add(StandXml.parse(body).getDocumentElement())));
        } catch (SAXException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, e.getMessage(), e);
        }
    }

    /** What happens to an appeal without us: {@code AnswererGUID}, {@code AppealWithdrawn}, {@code Assesment} … */
    @PostMapping("/appeals/{guid}")
    void change(@PathVariable String guid, @RequestBody Map<String, String> values) {
        try {
            cases.change(guid, values);
        } catch (Refused e) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, e.getMessage(), e);
        }
    }

    record Holding(
            String guid,
            String number,
            String status,
            @Nullable String performer,
            @Nullable String dateOfAppointment,
            @Nullable String executionEndDate,
            boolean rolledOver,
            boolean answerIsNotRequired,
            List<HeldAnswer> answers,
            List<Redirect> redirects,
            String xml) {}

    record HeldAnswer(
            @Nullable String guid,
            @Nullable String text,
            boolean sent,
            @Nullable String answerer,
            List<HeldFile> attachments,
            List<HeldFile> signedAttachments) {}

    /**
     * @param hashMatches whether AttachmentHASH is the hash of the bytes
     * @param signatureProblems of the detached signatures; empty when they are good or there are none
     */
    record HeldFile(
            @Nullable String name,
            @Nullable String guid,
            long size,
            boolean hashMatches,
            List<String> signatures,
            List<String> signatureProblems) {}

    record Redirect(@Nullable String receiver, @Nullable String comment) {}

    @GetMapping("/appeals/{guid}")
    Holding appeal(@PathVariable String guid) {
        messages.settle();
        var appeal = cases.export(List.of(guid)).stream()
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var histories = children(appeal, "AppealHistory");
        return new Holding(
                guid,
                Objects.requireNonNull(text(appeal, "AppealNumber")),
                Objects.requireNonNull(text(appeal, "AppealStatus")),
                text(appeal, "AnswererGUID"),
                text(appeal, "DateOfAppointment"),
                text(appeal, "ExecutionEndDate"),
                child(appeal, "RolledOver") != null,
                child(appeal, "AnswerIsNotRequired") != null,
                histories.stream()
                        .flatMap(history -> children(history, "Answer").stream())
                        .map(this::answer)
                        .toList(),
                histories.stream()
                        .flatMap(history -> children(history, "Redirected").stream())
                        .map(one ->
                                new Redirect(text(child(one, "Receiver"), "orgRootEntityGUID"), text(one, "Comment")))
                        .toList(),
                new String(StandXml.bytes(appeal), StandardCharsets.UTF_8));
    }

    private HeldAnswer answer(Element answer) {
        return new HeldAnswer(
                text(answer, "AnswerGUID"),
                text(answer, "AnswerText"),
                child(answer, "AnswerIsSent") != null,
                text(child(answer, "Answerer"), "AnswererGUID"),
                children(answer, "Attachment").stream()
                        .map(file -> file(file, List.of()))
                        .toList(),
                children(answer, "SignedAttachments").stream()
                        .map(signed -> file(
                                Objects.requireNonNull(child(signed, "Attachment")), children(signed, "Signature")))
                        .toList());
    }

    private HeldFile file(Element attachment, List<Element> signatures) {
        var guid = text(child(attachment, "Attachment"), "AttachmentGUID");
        var bytes = bytesOf(guid);
        var problems = new ArrayList<String>();
        for (var signature : signatures) {
            var der = bytesOf(text(child(signature, "Attachment"), "AttachmentGUID"));
            problems.addAll(
                    DetachedSignature.verify(bytes, der, clock.instant()).problems());
        }
        return new HeldFile(
                text(attachment, "Name"),
                guid,
                bytes.length,
                StandFiles.hashOf(bytes).equalsIgnoreCase(text(attachment, "AttachmentHASH")),
                signatures.stream()
                        .map(signature -> Objects.requireNonNull(text(signature, "Name")))
                        .toList(),
                problems);
    }

    private byte[] bytesOf(@Nullable String guid) {
        var file = guid == null ? null : files.find(guid);
        var bytes = file == null ? null : file.bytes();
        return bytes == null ? new byte[0] : bytes;
    }

    /** What a file became in the store; {@code hash} belongs into AttachmentHASH. */
    record Stored(String guid, String hash) {}

    @PostMapping("/files")
    @ResponseStatus(HttpStatus.CREATED)
    Stored put(
            @RequestParam String name,
            @RequestParam(required = false) @Nullable String guid,
            @RequestBody byte[] bytes) {
        var file = files.put(guid == null ? UUID.randomUUID().toString() : guid, name, bytes);
        return new Stored(file.guid(), StandFiles.hashOf(bytes));
    }

    @PostMapping("/faults")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void fail(@RequestBody StandFaults.Fault fault) {
        faults.plan(fault);
    }

    @DeleteMapping("/faults")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void heal() {
        faults.clear();
    }

    @GetMapping("/requests")
    List<String> requests() {
        return soap.requests();
    }

    /** How much there is of each. */
    @GetMapping
    Map<String, Integer> summary() {
        messages.settle();
        var summary = new LinkedHashMap<String, Integer>();
        summary.put("appeals", cases.export(null, null, List.of(), true).size());
        summary.put("messages", messages.accepted().size());
        summary.put("requests", soap.requests().size());
        return summary;
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void empty() {
        cases.clear();
        messages.clear();
        files.clear();
        faults.clear();
        soap.clear();
    }
}
