package ru.priyomnaya.inbox;

import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.inbox.RegisterFilter.Sort;

/**
 * What the address of a list says. Read from the request and written again for links, so that nothing foreign gets into them.
 *
 * @param sort null: as the view has it
 * @param exact words are searched as typed, likely mistakes included
 * @param more «Ещё фильтры»
 */
record ListQuery(
        View view,
        @Nullable Channel channel,
        @Nullable String q,
        @Nullable Sort sort,
        int page,
        boolean exact,
        MoreFilters more) {
    private static final int LONGEST_SEARCH = 300;

    ListQuery {
        q = q == null || q.isBlank() ? null : q.strip();
        q = q == null || q.length() <= LONGEST_SEARCH ? q : q.substring(0, LONGEST_SEARCH);
        page = Math.max(page, 0);
    }

    RegisterFilter filter(Desk desk) {
        var filter = view.filter(desk).page(page, RegisterFilter.PAGE);
        filter = channel == null ? filter : filter.and(Narrowing.channel(channel));
        filter = more.narrow(filter).matching(q, exact);
        return sort == null ? filter : filter.in(sort);
    }

    /** Whether something narrows the view, so that an empty list means «nothing found» and not «nothing to do». */
    public boolean isNarrowed() {
        return channel != null || q != null || more.isNarrowing();
    }

    /** The address after the question mark, of the first page. */
    public String address() {
        return at(0);
    }

    public String at(int otherPage) {
        return written(sort, otherPage);
    }

    public String byNumber() {
        return written(Sort.NUMBER, 0);
    }

    public String byDeadline() {
        return written(Sort.DEADLINE, 0);
    }

    public String byDate() {
        return written(Sort.NEWEST, 0);
    }

    /** The same with the words as they were typed. */
    public String exactly() {
        return new ListQuery(view, channel, q, sort, 0, true, more).address();
    }

    private String written(@Nullable Sort order, int number) {
        var address = UriComponentsBuilder.newInstance().queryParam("view", view.name());
        if (channel != null) {
            address.queryParam("channel", channel.name());
        }
        if (order != null) {
            address.queryParam("sort", order.name());
        }
        if (number > 0) {
            address.queryParam("page", number);
        }
        if (exact) {
            address.queryParam("exact", true);
        }
        var typed = new LinkedHashMap<String, Object>();
        if (q != null) {
            typed.put("q", q);
        }
        typed.putAll(more.written());
        typed.keySet().forEach(name -> address.queryParam(name, "{" + name + "}"));
        return address.encode().buildAndExpand(typed).toUriString().substring(1);
    }
}
