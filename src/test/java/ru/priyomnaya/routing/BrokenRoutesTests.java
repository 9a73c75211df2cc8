package ru.priyomnaya.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import ru.priyomnaya.GatewayTest;

/** Forty ways to break a route file: each is refused with a sentence and, where there is one, a line; what runs is not touched. */
class BrokenRoutesTests extends GatewayTest {
    private static final String FILE = "search-index.camel.yaml";
    private static final String BEAN = "- bean: { ref: searchIndex, method: next }";
    private static final String REMOVE = "- removeHeaders: { pattern: \"*\" }";

    @Autowired
    private RouteFiles files;

    static Stream<Map.Entry<String, String>> broken() throws Exception {
        var good = Files.readString(Path.of("routes", FILE));
        var kinds = new LinkedHashMap<String, String>();
        kinds.put("empty", "");
        kinds.put("comments only", "# ничего\n");
        kinds.put("plain text", "это не маршрут");
        kinds.put("a map instead of a list", good.replace("- route:", "route:"));
        kinds.put("JSON cut off", "[{\"route\": ");
        kinds.put("a tab", good.replace("    id:", "\tid:"));
        kinds.put("less indent", good.replace("    id:", "  id:"));
        kinds.put("a colon is gone", good.replace("from:", "from"));
        kinds.put(
                "a quote is not closed",
                good.replace("uri: \"scheduler:search-index\"", "uri: \"scheduler:search-index"));
        kinds.put("a brace is not closed", good.replace("method: next }", "method: next"));
        kinds.put("a key twice", good.replace("    id: search-index", "    id: search-index\n    id: search-index"));
        kinds.put("an anchor that names nothing", good.replace("id: search-index", "id: *nothing"));
        kinds.put("control characters", good.replace("search-index", "search\u0001index"));
        kinds.put("an unknown step", good.replace(BEAN, "- baen: { ref: searchIndex, method: next }"));
        kinds.put("an unknown word", good.replace("ref: searchIndex", "ref: searchIndx"));
        kinds.put("a word that cannot do it", good.replace("method: next", "method: nxt"));
        kinds.put("an unknown setting of a step", good.replace("method: next", "methd: next"));
        kinds.put("no policy", good.replaceAll("    routeConfigurationId: .*\n", ""));
        kinds.put("an unknown policy", good.replaceAll("routeConfigurationId: .*", "routeConfigurationId: try-agan"));
        kinds.put("headers come in", good.replace("        " + REMOVE + "\n", ""));
        kinds.put("headers go too late", good.replace(REMOVE, BEAN + "\n        " + REMOVE));
        kinds.put("an unknown component", good.replace("scheduler:search-index", "shceduler:search-index"));
        kinds.put("an unknown setting of an endpoint", good.replace("delay:", "dellay:"));
        kinds.put("a delay in words", good.replaceAll("delay: \\d+", "delay: soon"));
        kinds.put("a repetition in words", good.replaceAll("delay: \\d+", "repeatCount: many"));
        kinds.put(
                "a property that nobody sets",
                good.replaceAll("delay: \\d+", "delay: \"{{priyomnaya.nothing.such}}\""));
        kinds.put("no from", good.replace("    from:", "    form:"));
        kinds.put("no uri", good.replaceAll("      uri: .*\n", ""));
        kinds.put(
                "steps that are no list",
                good.replace(REMOVE, "removeHeaders: x").replace(BEAN, "bean: y"));
        kinds.put("a step that is text", good.replace(BEAN, "- next"));
        kinds.put("two steps in one", good.replace(BEAN, BEAN + "\n          log: x"));
        kinds.put(
                "a password in the open",
                good.replace(
                        BEAN,
                        BEAN
                                + "\n        - to:\n            uri: \"file:out\"\n            parameters:\n              password: secret"));
        kinds.put("code", good.replace(BEAN, BEAN + "\n        - script:\n            groovy: x"));
        kinds.put("code in a language", good.replace(BEAN, BEAN + "\n        - setBody:\n            groovy: x"));
        kinds.put("a bad expression", good.replace(BEAN, BEAN + "\n        - setBody:\n            simple: \"${bdy\""));
        kinds.put(
                "an unknown function",
                good.replace(BEAN, BEAN + "\n        - setBody:\n            simple: \"${nofunction:x}\""));
        kinds.put(
                "a step that always fails",
                good.replace(BEAN, BEAN + "\n        - convertBodyTo: { type: java.time.Nothing }"));
        kinds.put("the id of another file", good.replace("id: search-index", "id: dispatch"));
        kinds.put(
                "a second route without policy",
                good + good.replace("id: search-index", "id: other").replaceAll("    routeConfigurationId: .*\n", ""));
        kinds.put(
                "a where nothing listens",
                good.replace(
                        BEAN, BEAN + "\n        - toD: \"${header.x}\"\n        - to: { uri: \"nocomponent:x\" }"));
        kinds.put(
                "a policy of its own that is broken",
                good + "- routeConfiguration:\n    id: mine\n    onExcption: []\n");
        return kinds.entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("broken")
    void isRefusedWithASentence(Map.Entry<String, String> kind) {
        var runs = files.running(FILE).orElseThrow();

        var trial = files.trial(FILE, kind.getValue());

        assertThat(trial.problems())
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem).matches("(?s)ROUTE-0\\d\\d[,:] .{10,}"));
        assertThat(files.running(FILE)).contains(runs);
    }
}
