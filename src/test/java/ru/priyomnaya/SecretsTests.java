package ru.priyomnaya;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** No password, key or fingerprint lives in the project: a client in the field shipped its own as defaults. */
class SecretsTests {
    private static final List<String> ROOTS = List.of("src/main", "routes", "wsdl", "tunnel", "docs", ".ci", ".");
    private static final Pattern SECRET_NAME = Pattern.compile("(?i)password|secret|token|fingerprint|pin$");
    /** What is described in Russian (read as Latin-1) is no secret. */
    private static final Pattern GIVEN = Pattern.compile(
            "(?im)^[\\s-]*[\\w.-]*(?:password|secret|token|fingerprint)[\\w-]*\\s*[:=]\\s*(?!\\$\\{|\\s|#|$|[\u00c0-\u00ff])\\S{2,}");

    private static final Pattern KEY = Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----");
    /** Private keys, tokens of clouds and forges, signed web tokens, our own API tokens. */
    private static final Pattern WELL_KNOWN = Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----\\s+[A-Za-z0-9+/]{40}"
            + "|\\bAKIA[0-9A-Z]{16}\\b|\\bgh[pousr]_[A-Za-z0-9]{36}\\b|\\bglpat-[\\w-]{20}\\b|\\bxox[abp]-[\\w-]{20,}"
            + "|\\beyJ[\\w-]{20,}\\.eyJ[\\w-]{20,}\\.[\\w-]{20,}|\\bprm_[\\w-]{43}\\b");

    private static final Pattern KEY_FILE = Pattern.compile("(?i).*\\.(p12|pfx|jks|key|pem|kdb|bks)");
    /** The demo says its passwords on the screen. */
    private static final String DEMO = "application-demo.yaml";

    @Test
    void noFileHoldsASecret() throws IOException {
        var found = files().stream()
                .filter(file -> KEY_FILE.matcher(file.toString()).matches() || holdsSecret(file))
                .map(Path::toString)
                .toList();

        assertThat(found).isEmpty();
        assertThat(GIVEN.matcher("  basic.password: tZR+xD=8kE").find()).isTrue();
        assertThat(GIVEN.matcher("X_PASSWORD: ${SMTP_PASSWORD:-}").find()).isFalse();
    }

    /** Whole files of every kind, tests and pictures' neighbours too: what others' scanners know by its form. */
    @Test
    void noFileHoldsAKeyOfAWellKnownForm() throws IOException {
        var found = new ArrayList<String>();
        for (var root : List.of("src", "docs", "routes", "wsdl", "tunnel", ".ci")) {
            try (var under = Files.walk(Path.of(root))) {
                under.filter(Files::isRegularFile)
                        .filter(file -> WELL_KNOWN.matcher(text(file)).find())
                        .map(Path::toString)
                        .forEach(found::add);
            }
        }

        assertThat(found).isEmpty();
        assertThat(WELL_KNOWN.matcher("AKIA" + "ABCDEFGHIJKLMNOP").find()).isTrue();
        assertThat(WELL_KNOWN.matcher("prm_" + "a".repeat(43)).find()).isTrue();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new AssertionError(file.toString(), e);
        }
    }

    @Test
    void noSettingHasASecretForADefault() {
        var settings = OwnTypes.annotatedWith(ConfigurationProperties.class).stream()
                .flatMap(SecretsTests::withInner)
                .toList();

        assertThat(settings).hasSizeGreaterThan(5);
        assertThat(settings.stream()
                        .flatMap(type -> Arrays.stream(type.getDeclaredConstructors()))
                        .flatMap(constructor -> Arrays.stream(constructor.getParameters()))
                        .filter(parameter ->
                                SECRET_NAME.matcher(parameter.getName()).find())
                        .filter(SecretsTests::hasDefault)
                        .map(Parameter::toString))
                .isEmpty();
        assertThat(settings.stream()
                        .filter(Class::isRecord)
                        .flatMap(type -> Arrays.stream(type.getRecordComponents()))
                        .map(RecordComponent::getName)
                        .filter(name -> SECRET_NAME.matcher(name).find()))
                .as("settings that are secrets: the pattern must find them")
                .contains("password", "certificateFingerprint");
    }

    private static List<Path> files() throws IOException {
        var files = new ArrayList<Path>();
        for (var root : ROOTS) {
            try (var under = Files.walk(Path.of(root), root.equals(".") ? 1 : Integer.MAX_VALUE)) {
                under.filter(Files::isRegularFile)
                        .filter(file -> !file.getFileName().toString().equals(DEMO))
                        .filter(file -> !file.toString().matches(".*\\.(java|png|md|html|ttf|js|css|sql)"))
                        .forEach(files::add);
            }
        }
        return files;
    }

    private static boolean holdsSecret(Path file) {
        return GIVEN.matcher(text(file)).find() || KEY.matcher(text(file)).find();
    }

    private static boolean hasDefault(Parameter parameter) {
        var given = parameter.getAnnotation(DefaultValue.class);
        return given != null && !String.join("", given.value()).isEmpty();
    }

    private static Stream<Class<?>> withInner(Class<?> type) {
        return Stream.concat(Stream.of(type), Arrays.stream(type.getDeclaredClasses()));
    }
}
