package ru.priyomnaya;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.core.type.filter.TypeFilter;

/** The gateway's own classes, those of tests apart, found by what they are. */
public final class OwnTypes {
    private OwnTypes() {}

    public static List<Class<?>> annotatedWith(Class<? extends Annotation> annotation) {
        return found(new AnnotationTypeFilter(annotation));
    }

    public static List<Class<?>> assignableTo(Class<?>... types) {
        return found(Stream.of(types).map(AssignableTypeFilter::new).toArray(TypeFilter[]::new));
    }

    private static List<Class<?>> found(TypeFilter... filters) {
        var scanner = new ClassPathScanningCandidateComponentProvider(false) {
            @Override
            protected boolean isCandidateComponent(AnnotatedBeanDefinition found) {
                return !found.getMetadata().isInterface();
            }
        };
        Stream.of(filters).forEach(scanner::addIncludeFilter);
        return scanner.findCandidateComponents("ru.priyomnaya").stream()
                .<Class<?>>map(found -> load(Objects.requireNonNull(found.getBeanClassName())))
                .filter(type -> isOf(type, Priyomnaya.class))
                .toList();
    }

    private static boolean isOf(Class<?> type, Class<?> other) {
        return type.getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .equals(other.getProtectionDomain().getCodeSource().getLocation());
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, OwnTypes.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
