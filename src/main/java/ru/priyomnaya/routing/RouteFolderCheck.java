package ru.priyomnaya.routing;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/** The route files of a folder, without a gateway: schema, words, policies. They are not tried. */
public final class RouteFolderCheck {
    private RouteFolderCheck() {}

    /** «файл: ROUTE-001, строка 7: …»; empty when all may be tried. */
    public static List<String> problemsIn(Path directory) {
        Map<String, String> files;
        try {
            files = new RouteFolder(new RoutingProperties(directory, false)).read();
        } catch (IllegalStateException unreadable) {
            return List.of(String.valueOf(unreadable.getMessage()));
        }
        var policies = files.values().stream().flatMap(RouteCheck::policiesIn).collect(Collectors.toSet());
        var check = new RouteCheck(words(), policies);
        return files.entrySet().stream()
                .flatMap(file ->
                        check.problemsIn(file.getValue()).stream().map(problem -> file.getKey() + ": " + problem))
                .toList();
    }

    private static Map<String, Set<String>> words() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(RouteBean.class));
        var words = new HashMap<String, Set<String>>();
        for (var found : scanner.findCandidateComponents("ru.priyomnaya")) {
            var type = ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null);
            words.put(
                    type.getAnnotation(RouteBean.class).value(),
                    Arrays.stream(type.getMethods()).map(Method::getName).collect(Collectors.toSet()));
        }
        return words;
    }
}
