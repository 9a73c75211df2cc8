package ru.priyomnaya.appeal;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import ru.priyomnaya.access.CurrentPerson;
import ru.priyomnaya.access.DataAccess;
import ru.priyomnaya.appeal.AppealEvent.AppealRead;

/**
 * Which appeals a person sees when departments are kept apart ({@code priyomnaya.access.own-department}): those of the department,
 * their own as executor or co-executor, those whose question or answer waits, or waited, for them. Every way to read an appeal
 * tells that it is read; here it is refused before anything is given.
 */
@Component
public class Visibility {
    /** Over {@code appeal a}; {@code :viewer} is the person. */
    public static final String CONDITION = """
            (a.executor_id = :viewer or a.department_id = (select v.department_id from person v where v.id = :viewer)
              or exists (select 1 from appeal_co_executor v where v.appeal_id = a.id and v.person_id = :viewer)
              or exists (select 1 from appeal_question v where v.appeal_id = a.id and v.executor_id = :viewer)
              or exists (select 1 from answer w join answer_visa v on v.answer_id = w.id where w.appeal_id = a.id and v.person_id = :viewer))
            """;

    private final DataAccess access;
    private final JdbcClient jdbc;

    Visibility(DataAccess access, JdbcClient jdbc) {
        this.access = access;
        this.jdbc = jdbc;
    }

    /** Whether anything is hidden from the person who acts. */
    public boolean isLimited() {
        return access.isOwnDepartmentOnly();
    }

    /**
     * Those of a list whose appeal the person sees.
     *
     * @param appeal null for one that belongs to no appeal: everybody sees it
     */
    public <T> List<T> seen(List<T> all, Function<T, @Nullable UUID> appeal) {
        if (!isLimited()) {
            return all;
        }
        var ids = all.stream().map(appeal).filter(Objects::nonNull).distinct().toList();
        if (ids.isEmpty()) {
            return all;
        }
        var seen = Set.copyOf(jdbc.sql("select a.id from appeal a where a.id in (:ids) and " + CONDITION)
                .param("ids", ids)
                .param("viewer", CurrentPerson.get().id())
                .query(UUID.class)
                .list());
        return all.stream()
                .filter(one -> {
                    var id = appeal.apply(one);
                    return id == null || seen.contains(id);
                })
                .toList();
    }

    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void on(AppealRead read) {
        require(read.appealId());
    }

    /** @throws AccessDeniedException when the appeal is another department's */
    public void require(UUID appeal) {
        if (isLimited()
                && jdbc.sql("select 1 from appeal a where a.id = :appeal and " + CONDITION)
                        .param("appeal", appeal)
                        .param("viewer", CurrentPerson.get().id())
                        .query()
                        .listOfRows()
                        .isEmpty()) {
            throw new AccessDeniedException("Обращение другого отдела");
        }
    }
}
