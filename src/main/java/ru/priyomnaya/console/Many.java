package ru.priyomnaya.console;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import ru.priyomnaya.dispatch.Outbox;
import ru.priyomnaya.intake.Quarantine;

/** One step over several things: each by itself, so that one that refuses does not stop the others. */
final class Many {
    private static final int MOST = 500;

    private Many() {}

    /**
     * Thing → why not, for those that refused.
     *
     * @throws IllegalArgumentException when there are more than 500
     */
    static <T> Map<T, String> each(Collection<T> things, Consumer<T> step) {
        if (things.size() > MOST) {
            throw new IllegalArgumentException("За один раз не больше %d".formatted(MOST));
        }
        var refused = new LinkedHashMap<T, String>();
        for (var thing : things) {
            try {
                step.accept(thing);
            } catch (AccessDeniedException e) {
                refused.put(thing, "На это у вас нет прав");
            } catch (IllegalStateException
                    | IllegalArgumentException
                    | Quarantine.NoSuchMessage
                    | Outbox.NoSuchDelivery e) {
                refused.put(thing, String.valueOf(e.getMessage()));
            }
        }
        return refused;
    }

    /** @throws IllegalArgumentException when nothing was named */
    static <T> List<T> given(@Nullable List<T> things) {
        if (things == null || things.isEmpty()) {
            throw new IllegalArgumentException("Назовите, что повторить: ids");
        }
        return things;
    }

    /** The same for a screen: says how many it did, and why not the others. */
    static <T> void each(RedirectAttributes redirect, String done, Collection<T> things, Consumer<T> step) {
        if (things.isEmpty()) {
            redirect.addFlashAttribute("refused", "Ничего не отмечено");
            return;
        }
        var refused = each(things, step);
        if (refused.size() < things.size()) {
            redirect.addFlashAttribute("done", "%s: %d".formatted(done, things.size() - refused.size()));
        }
        if (!refused.isEmpty()) {
            redirect.addFlashAttribute(
                    "refused",
                    "Не вышло: %d. %s"
                            .formatted(
                                    refused.size(),
                                    String.join(
                                            "; ",
                                            refused.values().stream().distinct().toList())));
        }
    }
}
