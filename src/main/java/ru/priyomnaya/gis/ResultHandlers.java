package ru.priyomnaya.gis;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Who takes up the results of which operation. */
@Component
class ResultHandlers {
    private final Map<Operation, ResultHandler> handlers;

    ResultHandlers(List<ResultHandler> all) {
        handlers = all.stream()
                .flatMap(handler -> handler.operations().stream().map(operation -> Map.entry(operation, handler)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    ResultHandler of(Operation operation) {
        return Objects.requireNonNull(handlers.get(operation));
    }
}
