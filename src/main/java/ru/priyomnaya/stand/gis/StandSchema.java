package ru.priyomnaya.stand.gis;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.transform.dom.DOMSource;
import org.w3c.dom.Element;
import ru.priyomnaya.gis.wire.Contract;
import ru.priyomnaya.gis.wire.TextLimits;
import ru.priyomnaya.gis.wire.WireText;

/** Holds requests against the contract, and texts against the limits of the version that the request names. */
final class StandSchema {
    private StandSchema() {}

    /** The validator's sentence about the first thing that is wrong. */
    static Optional<String> problemIn(Element request) {
        return Contract.problemIn(new DOMSource(request))
                .or(() -> StandXml.children(request, "AppealAction").stream()
                        .flatMap(action ->
                                limits(action, TextLimits.of(request.getAttributeNS(StandXml.BASE, "version"))))
                        .findFirst());
    }

    private static Stream<String> limits(Element action, TextLimits limits) {
        return StandXml.children(action).stream().flatMap(what -> switch (Objects.requireNonNull(what.getLocalName())) {
            case "RedirectAppeal" -> limit(what, "Comment", limits.redirectLeast(), limits.most());
            case "RollOverAppeal" -> limit(what, "Comment", limits.rollOverLeast(), limits.most());
            case "AnswerIsNotRequired" -> limit(what, "Cause", limits.notRequiredLeast(), limits.most());
            default -> Stream.<String>empty();
        });
    }

    private static Stream<String> limit(Element what, String name, int least, int most) {
        var child = StandXml.child(what, name);
        var length = child == null ? 0 : WireText.length(child.getTextContent());
        return length >= least && length <= most
                ? Stream.empty()
                : Stream.of("cvc-length-valid: %s has length %d, allowed are %d to %d"
                        .formatted(name, length, least, most));
    }
}
