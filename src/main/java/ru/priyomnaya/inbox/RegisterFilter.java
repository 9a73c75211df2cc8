package ru.priyomnaya.inbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import ru.priyomnaya.appeal.Channel;

/**
 * What a list of the register shows: everything that fits all narrowings and the words.
 *
 * @param page from 0
 * @param size of a page, 1 to 200
 */
record RegisterFilter(List<Narrowing> narrowings, @Nullable Words words, Sort sort, int page, int size) {
    static final int LARGEST_PAGE = 200;
    static final int PAGE = 50;

    RegisterFilter {
        narrowings = List.copyOf(narrowings);
        page = Math.max(page, 0);
        size = Math.min(Math.max(size, 1), LARGEST_PAGE);
    }

    /**
     * What to search for.
     *
     * @param exact likely mistakes are not corrected
     */
    record Words(String typed, boolean exact) {}

    /** In the order of the newest first. */
    static RegisterFilter of(Narrowing... narrowings) {
        return new RegisterFilter(List.of(narrowings), null, Sort.NEWEST, 0, PAGE);
    }

    RegisterFilter and(Narrowing one) {
        var more = new ArrayList<>(narrowings);
        more.add(one);
        return new RegisterFilter(more, words, sort, page, size);
    }

    /** The one channel that is asked for, or none. */
    Optional<Channel> channel() {
        return narrowings.stream()
                .flatMap(one -> Stream.ofNullable(one.channel()))
                .findFirst();
    }

    /** The same over all channels. */
    RegisterFilter ofAnyChannel() {
        var others = narrowings.stream().filter(one -> one.channel() == null).toList();
        return new RegisterFilter(others, words, sort, page, size);
    }

    /** Nothing typed does not narrow. */
    RegisterFilter matching(@Nullable String typed, boolean exact) {
        return typed == null || typed.isBlank()
                ? this
                : new RegisterFilter(narrowings, new Words(typed, exact), sort, page, size);
    }

    RegisterFilter in(Sort order) {
        return new RegisterFilter(narrowings, words, order, page, size);
    }

    RegisterFilter page(int number, int ofSize) {
        return new RegisterFilter(narrowings, words, sort, number, ofSize);
    }

    /** The condition; what each narrowing holds is named apart, so that two may use the same name. */
    String where(String prefix) {
        return narrowings.isEmpty()
                ? ""
                : IntStream.range(0, narrowings.size())
                        .mapToObj(n -> "(" + narrowings.get(n).sql(apart(prefix, n)) + ")")
                        .collect(Collectors.joining(" and ", " where ", ""));
    }

    Map<String, Object> parameters(String prefix) {
        var named = new LinkedHashMap<String, Object>();
        for (int n = 0; n < narrowings.size(); n++) {
            var own = apart(prefix, n);
            narrowings.get(n).parameters().forEach((name, value) -> named.put(own + name, value));
        }
        return named;
    }

    private static String apart(String prefix, int n) {
        return prefix + "n" + n + "_";
    }

    /** The order of a list; the number breaks ties, so that pages do not overlap. */
    enum Sort {
        NEWEST("сначала новые", "a.registered_at desc, a.number_seq desc"),
        OLDEST("сначала старые", "a.registered_at, a.number_seq"),
        DEADLINE("по сроку", "a.due, a.registered_at, a.number_seq"),
        NUMBER("по номеру", "a.number_year desc, a.number_seq desc");

        private final String inRussian;
        private final String sql;

        Sort(String inRussian, String sql) {
            this.inRussian = inRussian;
            this.sql = sql;
        }

        public String inRussian() {
            return inRussian;
        }

        String sql() {
            return sql;
        }
    }
}
