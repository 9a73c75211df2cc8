package ru.priyomnaya.web;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.ApplicationContext;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Every address that the running gateway answers at, and a call of it that fits but changes nothing: ids of nothing, empty texts. */
final class Endpoints {
    private static final UUID NOTHING = UUID.fromString("00000000-0000-4000-8000-000000000404");

    private Endpoints() {}

    /**
     * @param path as it is mapped
     * @param address with ids of nothing
     * @param fields of a form or of the query
     * @param texts names of whatever a person may type, also what nobody has to
     */
    record Endpoint(
            String method,
            String path,
            String address,
            Map<String, String> fields,
            List<String> files,
            boolean json,
            List<String> texts,
            String handler) {
        String name() {
            return method + " " + path;
        }

        boolean isApi() {
            return path.startsWith("/api/") || path.startsWith("/v3/");
        }

        boolean isForPrograms() {
            return isApi() || path.startsWith("/actuator");
        }

        boolean changes() {
            return !method.equals("GET");
        }
    }

    static List<Endpoint> of(ApplicationContext context) {
        var found = new LinkedHashMap<String, Endpoint>();
        context.getBeansOfType(RequestMappingInfoHandlerMapping.class)
                .values()
                .forEach(mappings -> mappings.getHandlerMethods()
                        .forEach((mapping, handler) -> endpoints(mapping, handler)
                                .forEach(one -> found.merge(one.name(), one, (a, b) -> a.json() ? a : b))));
        // Answered by filters, which no mapping knows.
        for (var path : List.of("POST /sign-in", "POST /sign-out", "GET /sign-in/oidc")) {
            var parts = path.split(" ");
            found.put(
                    path, new Endpoint(parts[0], parts[1], parts[1], Map.of(), List.of(), false, List.of(), "filter"));
        }
        return found.values().stream()
                .sorted(Comparator.comparing(Endpoint::path).thenComparing(Endpoint::method))
                .toList();
    }

    private static List<Endpoint> endpoints(RequestMappingInfo mapping, HandlerMethod handler) {
        var methods = mapping.getMethodsCondition().getMethods().isEmpty()
                ? List.of(RequestMethod.GET)
                : List.copyOf(mapping.getMethodsCondition().getMethods());
        var endpoints = new ArrayList<Endpoint>();
        for (var path : mapping.getPatternValues()) {
            for (var method : methods) {
                endpoints.add(endpoint(method.name(), path, handler));
            }
        }
        return endpoints;
    }

    private static Endpoint endpoint(String method, String path, HandlerMethod handler) {
        var address = path.replace("/**", "/nothing");
        var fields = new LinkedHashMap<String, String>();
        var files = new ArrayList<String>();
        var texts = new ArrayList<String>();
        var json = false;
        for (var parameter : handler.getMethodParameters()) {
            parameter.initParameterNameDiscovery(new org.springframework.core.DefaultParameterNameDiscoverer());
            var inPath = parameter.getParameterAnnotation(PathVariable.class);
            if (inPath != null) {
                var name = inPath.value().isEmpty() ? parameter.getParameterName() : inPath.value();
                address = address.replaceAll(
                        "\\{" + name + "(:[^}]*)?}",
                        parameter.getParameterType() == String.class ? "no-such" : value(parameter));
            }
            if (parameter.getParameterType() == MultipartFile.class || holdsFiles(parameter)) {
                files.add(parameter.getParameterName());
            } else if (isAsked(parameter)) {
                var named = parameter.getParameterAnnotation(RequestParam.class);
                fields.put(named.value().isEmpty() ? parameter.getParameterName() : named.value(), value(parameter));
            }
            texts.addAll(texts(parameter));
            json |= parameter.hasParameterAnnotation(RequestBody.class);
        }
        return new Endpoint(
                method,
                path,
                address.replaceAll("\\{[^}]*}", "no-such"),
                fields,
                files,
                json,
                texts,
                handler.getBeanType().getSimpleName() + "."
                        + handler.getMethod().getName());
    }

    private static List<String> texts(MethodParameter parameter) {
        var asked = parameter.getParameterAnnotation(RequestParam.class);
        var type = parameter.getParameterType();
        if (asked != null && type == String.class) {
            return List.of(asked.name().isEmpty() ? parameter.getParameterName() : asked.name());
        }
        return (type.isRecord() && parameter.getParameterAnnotations().length == 0)
                        || parameter.hasParameterAnnotation(ModelAttribute.class)
                ? Arrays.stream(type.getRecordComponents())
                        .filter(component -> component.getType() == String.class)
                        .map(RecordComponent::getName)
                        .toList()
                : List.of();
    }

    private static boolean holdsFiles(MethodParameter parameter) {
        return parameter.hasParameterAnnotation(RequestPart.class)
                || (parameter.getGenericParameterType() instanceof ParameterizedType type
                        && type.getActualTypeArguments()[0] == MultipartFile.class);
    }

    private static boolean isAsked(MethodParameter parameter) {
        var asked = parameter.getParameterAnnotation(RequestParam.class);
        return asked != null && asked.required() && asked.defaultValue().equals(ValueConstants.DEFAULT_NONE);
    }

    private static String value(MethodParameter parameter) {
        var type = parameter.getParameterType();
        if (Collection.class.isAssignableFrom(type)
                && parameter.getGenericParameterType() instanceof ParameterizedType many
                && many.getActualTypeArguments()[0] instanceof Class<?> element) {
            type = element;
        }
        if (type == UUID.class) {
            return NOTHING.toString();
        }
        if (type == int.class || type == Integer.class) {
            return "1";
        }
        if (type == long.class || type == Long.class) {
            return "999999999";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "false";
        }
        if (type == LocalDate.class) {
            return "2026-01-12";
        }
        return type.isEnum()
                ? Arrays.stream(type.getEnumConstants())
                        .map(one -> ((Enum<?>) one).name())
                        .findFirst()
                        .orElseThrow()
                : "";
    }
}
