package ru.priyomnaya.setup;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/** The settings that the program knows, by their records: what cannot be read, and what nobody reads. */
final class KnownSettings {
    private static final String OURS = "priyomnaya";
    private static final int MOST = 20;

    private final List<Map.Entry<String, Class<?>>> records = new ArrayList<>();
    private final TreeSet<String> names = new TreeSet<>();

    KnownSettings() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        for (var found : scanner.findCandidateComponents("ru.priyomnaya")) {
            var type = ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null);
            var prefix = type.getAnnotation(ConfigurationProperties.class).value();
            records.add(Map.entry(prefix, type));
            add(prefix, type);
        }
    }

    private void add(String prefix, Class<?> type) {
        for (var component : type.getRecordComponents()) {
            var name = plain(prefix + "." + component.getName());
            var inner = inner(component);
            if (inner.isRecord()) {
                add(name, inner);
            } else {
                names.add(name);
            }
        }
    }

    private static Class<?> inner(RecordComponent component) {
        Type type = component.getGenericType();
        if (type instanceof ParameterizedType parameterized
                && parameterized.getActualTypeArguments()[0] instanceof Class<?> element) {
            return element;
        }
        return component.getType();
    }

    /** As relaxed names are compared: no dashes, no case, no index. */
    private static String plain(String name) {
        return name.replaceAll("\\[\\d+]", "").replace("-", "").toLowerCase(Locale.ROOT);
    }

    /** Sentences. */
    List<String> unreadable(ConfigurableEnvironment environment) {
        var problems = new ArrayList<String>();
        for (var one : records) {
            try {
                Binder.get(environment).bindOrCreate(one.getKey(), Bindable.of(one.getValue()));
            } catch (BindException e) {
                problems.add(sentence(e));
            }
        }
        return problems;
    }

    private static String sentence(BindException e) {
        var property = e.getProperty();
        Throwable root = e;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return property == null
                ? "%s: %s".formatted(e.getName(), root.getMessage())
                : "%s: значение не подходит (%s), %s"
                        .formatted(property.getName(), property.getOrigin(), root.getMessage());
    }

    /** Names with our prefix that no record has: mostly typing mistakes. Environment variables are compared without their signs. */
    List<String> unknown(ConfigurableEnvironment environment) {
        var unknown = new TreeSet<String>();
        for (var source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> listed) {
                for (var name : listed.getPropertyNames()) {
                    if (name.startsWith("PRIYOMNAYA_")
                            ? !isKnownVariable(name)
                            : plain(name).startsWith(OURS + ".") && !isKnown(plain(name))) {
                        unknown.add(name);
                    }
                }
            }
        }
        return unknown.stream()
                .map(name -> name + ": такой настройки нет" + beside(plain(name.replace('_', '.'))))
                .toList();
    }

    /** {@code PRIYOMNAYA_GIS_BASE_URL} and {@code PRIYOMNAYA_GIS_BASEURL} are both read: without signs they are one name. */
    private boolean isKnownVariable(String name) {
        var bare = Arrays.stream(name.toLowerCase(Locale.ROOT).split("_"))
                .filter(part -> !part.matches("\\d+"))
                .collect(Collectors.joining());
        return names.stream().map(known -> known.replace(".", "")).anyMatch(bare::equals)
                || bare.startsWith(OURS + "stand");
    }

    private boolean isKnown(String plain) {
        var bare = plain.replaceAll("\\.\\d+(?=\\.|$)", "");
        return names.contains(bare)
                || names.contains(bare.replaceAll("\\.[^.]*$", "")) // an element of a list or a map
                || bare.startsWith(OURS + ".stand.");
    }

    private String beside(String plain) {
        var parent = plain.substring(0, plain.lastIndexOf('.') + 1);
        var beside = names.stream()
                .filter(name -> name.startsWith(parent))
                .limit(MOST)
                .toList();
        return beside.isEmpty() ? "" : "; здесь есть: " + String.join(", ", beside);
    }
}
