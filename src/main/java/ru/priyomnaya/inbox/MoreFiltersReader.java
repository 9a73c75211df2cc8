package ru.priyomnaya.inbox;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.ServletModelAttributeMethodProcessor;

/**
 * Most calls for the list name no filter of {@link MoreFilters}, and to find that out the binder reads the annotations of
 * every component anew, which was two fifths of the time of a call ({@code docs/measurements.md}).
 */
@Configuration(proxyBeanMethods = false)
class MoreFiltersReader implements HandlerMethodArgumentResolver, WebMvcConfigurer {
    private static final Set<String> NAMES = Arrays.stream(MoreFilters.class.getRecordComponents())
            .map(RecordComponent::getName)
            .collect(Collectors.toUnmodifiableSet());

    private final HandlerMethodArgumentResolver binder = new ServletModelAttributeMethodProcessor(true);

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == MoreFilters.class;
    }

    @Override
    public @Nullable Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders)
            throws Exception {
        var anyIsNamed =
                request.getParameterMap().keySet().stream().anyMatch(name -> NAMES.contains(name.split("\\[", 2)[0]));
        return anyIsNamed ? binder.resolveArgument(parameter, container, request, binders) : MoreFilters.NONE;
    }
}
