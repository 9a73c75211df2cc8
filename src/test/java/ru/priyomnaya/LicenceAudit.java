package ru.priyomnaya;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is shipped, by its bill of materials: under licences that the office may use, each thing once, and nothing that is known as bad. */
class LicenceAudit {
    /** Of several, one of these is enough. */
    private static final Set<String> ALLOWED = Set.of(
            "Apache-2.0",
            "MIT",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "0BSD",
            "CC0-1.0",
            "EPL-2.0",
            "LGPL-2.1-only",
            "LGPL-2.1-or-later",
            "Bouncy Castle Licence",
            "Mozilla Public License Version 1.1",
            "BSD 3-clause License w/nuclear disclaimer", // jai-imageio: reads TIFF
            "CPL"); // wsdl4j

    /** Test libraries, and what others have long left for good reasons. */
    private static final Set<String> UNWANTED = Set.of(
            "junit:junit",
            "log4j:log4j",
            "commons-collections:commons-collections",
            "commons-httpclient:commons-httpclient",
            "commons-fileupload:commons-fileupload",
            "org.codehaus.jackson:jackson-mapper-asl",
            "com.thoughtworks.xstream:xstream",
            "xalan:xalan",
            "xerces:xercesImpl",
            "com.h2database:h2",
            // holds the classes of angus-mail and jakarta.mail-api once more
            "org.eclipse.angus:jakarta.mail");

    private static List<JsonNode> components() throws Exception {
        var components = JsonMapper.shared()
                .readTree(Files.readAllBytes(Path.of("target/bom.json")))
                .path("components")
                .valueStream()
                .toList();
        assertThat(components).hasSizeGreaterThan(100);
        return components;
    }

    private static String name(JsonNode component) {
        return component.path("group").asString() + ":" + component.path("name").asString();
    }

    @Test
    void everyPartHasALicenceThatMayBeUsed() throws Exception {
        assertThat(components())
                .allSatisfy(component -> assertThat(component
                                .path("licenses")
                                .valueStream()
                                .map(one -> one.path("license"))
                                .map(one ->
                                        one.path("id").asString(one.path("name").asString("")))
                                .collect(Collectors.toSet()))
                        .as(name(component))
                        .containsAnyElementsOf(ALLOWED));
    }

    @Test
    void eachPartIsThereOnceAndNoneIsUnwanted() throws Exception {
        var names = components().stream().map(LicenceAudit::name).toList();

        assertThat(names).doesNotHaveDuplicates().doesNotContainAnyElementsOf(UNWANTED);
    }
}
