package ru.priyomnaya.inbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import ru.priyomnaya.access.CurrentPerson;
import ru.priyomnaya.access.People;
import ru.priyomnaya.access.Role;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.desk.DeskRecords;
import ru.priyomnaya.desk.PaperLetters;
import ru.priyomnaya.inbox.RegisterFilter.Sort;
import ru.priyomnaya.workplace.Preference.Column;
import ru.priyomnaya.workplace.SavedViews;

/** The inbox: one list, several views. */
@Controller
class InboxScreens {
    private static final int QUICK = 8;

    private final Register register;
    private final RowMarks marks;
    private final Desks desks;
    private final SavedViews saved;
    private final FilterChoices choices;
    private final PaperLetters letters;
    private final DeskRecords records;
    private final People people;

    InboxScreens(
            Register register,
            RowMarks marks,
            Desks desks,
            SavedViews saved,
            FilterChoices choices,
            PaperLetters letters,
            DeskRecords records,
            People people) {
        this.register = register;
        this.marks = marks;
        this.desks = desks;
        this.saved = saved;
        this.choices = choices;
        this.letters = letters;
        this.records = records;
        this.people = people;
    }

    /** Where each role begins its day; IT has no business with appeals. */
    @GetMapping("/")
    @PreAuthorize("isAuthenticated()")
    String home() {
        var me = CurrentPerson.get();
        if (me.is(Role.EXECUTOR)) {
            return "redirect:/inbox?view=MINE";
        }
        if (me.is(Role.SIGNER)) {
            return "redirect:/inbox?view=APPROVAL";
        }
        return me.roles().equals(Set.of(Role.IT)) ? "redirect:/console/channels" : "redirect:/inbox?view=ALL";
    }

    /** The page, or for its own refresh the table and the counters alone. */
    @GetMapping("/inbox")
    @PreAuthorize(Cards.READERS)
    String inbox(
            @RequestParam(defaultValue = "ALL") View view,
            @RequestParam(required = false) @Nullable Channel channel,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable Sort sort,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "false") boolean exact,
            MoreFilters more,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String refresh,
            Model model) {
        var query = new ListQuery(view, channel, q, sort, page, exact, more);
        var desk = desks.mine();
        var appeals = register.page(query.filter(desk), more.isCounted());
        model.addAttribute("query", query);
        model.addAttribute("views", View.of(desk));
        model.addAttribute("saved", saved.mine());
        model.addAttribute("channels", Channel.values());
        model.addAttribute("sorts", Sort.values());
        model.addAttribute("columns", Column.values());
        model.addAttribute("appeals", appeals);
        model.addAttribute("choices", choices);
        model.addAttribute("marks", marks.of(appeals.items(), desk));
        model.addAttribute("counts", counts(desk));
        model.addAttribute("letters", letters.count());
        model.addAttribute("callBacks", records.due(register.endOfToday(), view == View.MINE ? desk.person() : null));
        if (CurrentPerson.get().helpsAnybody()) {
            model.addAttribute("executors", people.withAnyOf(Set.of(Role.EXECUTOR)));
        }
        return refresh == null ? "inbox/list" : "inbox/list :: live";
    }

    /** By the name of the view; and of what is mine, what burns. */
    private Map<String, Integer> counts(Desk desk) {
        var lists = new LinkedHashMap<String, RegisterFilter>();
        View.of(desk).stream().filter(View::isCounted).forEach(view -> lists.put(view.name(), view.filter(desk)));
        var mine = View.MINE.filter(desk);
        lists.put("myToday", mine.and(Narrowing.dueOn(desk.today())));
        lists.put("myOverdue", mine.and(Narrowing.overdue(desk.today())));
        return register.counts(lists);
    }

    /** Opens the first of a list that is not the one just done; the list itself when there is none. */
    @GetMapping("/inbox/next")
    @PreAuthorize(Cards.READERS)
    String next(@RequestParam View view, @RequestParam UUID after) {
        var first = register.page(view.filter(desks.mine()).page(0, 2)).items().stream()
                .filter(row -> !row.id().equals(after))
                .findFirst();
        return "redirect:" + first.map(row -> "/appeals/" + row.id()).orElse("/inbox?view=" + view.name());
    }

    /** The beginning of what a search would find, for the palette. */
    record Found(UUID id, String number, String subject) {}

    @GetMapping("/inbox/quick")
    @PreAuthorize(Cards.READERS)
    @ResponseBody
    List<Found> quick(@RequestParam String q) {
        var query = new ListQuery(View.ALL, null, q, null, 0, false, MoreFilters.NONE);
        return register.page(query.filter(desks.mine()).page(0, QUICK)).items().stream()
                .map(row -> new Found(row.id(), row.number(), row.subject()))
                .toList();
    }

    /** Keeps the list under a name; the parameters are those of the list itself. */
    @PostMapping("/inbox/views")
    @PreAuthorize(Cards.READERS)
    String save(
            @RequestParam View view,
            @RequestParam(required = false) @Nullable Channel channel,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable Sort sort,
            @RequestParam(defaultValue = "false") boolean exact,
            @RequestParam String name,
            MoreFilters more,
            RedirectAttributes redirect) {
        var address = new ListQuery(view, channel, q, sort, 0, exact, more).address();
        return ScreenErrors.act(redirect, "Список сохранён", "/inbox?" + address, () -> saved.save(name, address));
    }

    @PostMapping("/inbox/views/remove")
    @PreAuthorize(Cards.READERS)
    String remove(@RequestParam UUID id, RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Список удалён", "/inbox", () -> saved.remove(id));
    }
}
