package ru.priyomnaya.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What ships for containers and services names settings that exist. */
class DeployFilesTests {
    private static final Pattern SETTING = Pattern.compile("\\bPRIYOMNAYA_[A-Z_]+\\b");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docker-compose.yml",
                "deploy/systemd/priyomnaya.service",
                "deploy/systemd/priyomnaya.env.example",
                "deploy/kubernetes/priyomnaya.yaml"
            })
    void onlyKnownSettingsAreNamed(String file) throws IOException {
        var named = new TreeMap<String, Object>();
        SETTING.matcher(Files.readString(Path.of(file))).results().forEach(found -> named.put(found.group(), ""));
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("file", named));

        assertThat(named).isNotEmpty();
        assertThat(new KnownSettings().unknown(environment)).isEmpty();
    }

    @Test
    void aClusterIsDescribedWhole() throws IOException {
        var kinds = new TreeMap<String, Map<String, ?>>();
        new Yaml(new SafeConstructor(new LoaderOptions()))
                .loadAll(Files.readString(Path.of("deploy/kubernetes/priyomnaya.yaml")))
                .forEach(one -> {
                    @SuppressWarnings("unchecked")
                    var object = (Map<String, ?>) one;
                    kinds.put(String.valueOf(object.get("kind")), object);
                });

        assertThat(kinds).containsOnlyKeys("ConfigMap", "PersistentVolumeClaim", "Service", "StatefulSet");
        assertThat(String.valueOf(kinds.get("StatefulSet")))
                .contains("/actuator/health/liveness", "/actuator/health/readiness", "runAsNonRoot=true");
    }

    /** A trial runs what the container would, as far as it goes without one: the names of files that it copies. */
    @Test
    void theContainerCopiesWhatThereIs() throws IOException {
        assertThat(Files.readAllLines(Path.of("Dockerfile")))
                .filteredOn(line -> line.startsWith("COPY ") && !line.contains("--from"))
                .extracting(line -> List.of(line.split(" ")).get(1))
                .containsExactly("target/priyomnaya.jar", "routes");
        assertThat(Path.of("routes")).isDirectory();
    }
}
