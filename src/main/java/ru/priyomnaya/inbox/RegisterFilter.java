package ru.priyomnaya.inbox;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ru.priyomnaya.appeal.AppealKind;
import ru.priyomnaya.appeal.AppealStatus;
import ru.priyomnaya.appeal.Channel;

/**
 * What a list of the register shows. Empty parts do not narrow it.
 *
 * @param due only open appeals, by how close their deadline is
 * @param q words, or the beginning of a number
 * @param asked only those on which this person is asked for approval
 * @param open only appeals whose term runs
 */
record RegisterFilter(
        @Nullable Channel channel,
        List<AppealStatus> statuses,
        @Nullable UUID executor,
        @Nullable AppealKind kind,
        @Nullable Due due,
        @Nullable String q,
        boolean open,
        @Nullable UUID asked,
        Sort sort,
        int page,
        int size) {
    static final int LARGEST_PAGE = 200;

    RegisterFilter {
        page = Math.max(page, 0);
        size = Math.min(Math.max(size, 1), LARGEST_PAGE);
    }

    /** How close the deadline is, today in the organisation's zone included. */
    enum Due {
        OVERDUE,
        TODAY,
        WEEK
    }

    /** The order of a list; the number breaks ties, so that pages do not overlap. */
    enum Sort {
        NEWEST("a.registered_at desc, a.number_seq desc"),
        OLDEST("a.registered_at, a.number_seq"),
        DEADLINE("a.due, a.registered_at, a.number_seq"),
        NUMBER("a.number_year desc, a.number_seq desc");

        private final String sql;

        Sort(String sql) {
            this.sql = sql;
        }

        String sql() {
            return sql;
        }
    }
}
