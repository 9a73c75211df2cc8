package ru.priyomnaya.inbox;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import ru.priyomnaya.access.CurrentPerson;
import ru.priyomnaya.access.Role;
import ru.priyomnaya.appeal.AppealStatus;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.desk.DeskRecords;
import ru.priyomnaya.desk.PaperLetters;
import ru.priyomnaya.inbox.RegisterFilter.Due;
import ru.priyomnaya.inbox.RegisterFilter.Sort;

/** The inbox: one list, several views. */
@Controller
class InboxScreens {
    private static final int PAGE = 50;

    private final Register register;
    private final PaperLetters letters;
    private final DeskRecords records;

    InboxScreens(Register register, PaperLetters letters, DeskRecords records) {
        this.register = register;
        this.letters = letters;
        this.records = records;
    }

    /** The views in the order of the menu. */
    enum View {
        MINE("Мои"),
        UNASSIGNED("Без исполнителя"),
        TODAY("Срок сегодня"),
        OVERDUE("Просрочено"),
        ASKED("Ждут моего решения"),
        APPROVAL("На согласовании"),
        ALL("Все");

        private final String inRussian;

        View(String inRussian) {
            this.inRussian = inRussian;
        }

        public String getInRussian() {
            return inRussian;
        }

        RegisterFilter filter(UUID me, @Nullable Channel channel, @Nullable String q, int page) {
            return switch (this) {
                case MINE -> filter(channel, List.of(), me, null, q, true, Sort.DEADLINE, page);
                case UNASSIGNED ->
                    filter(channel, List.of(AppealStatus.REGISTERED), null, null, q, true, Sort.OLDEST, page);
                case TODAY -> filter(channel, List.of(), null, Due.TODAY, q, true, Sort.DEADLINE, page);
                case OVERDUE -> filter(channel, List.of(), null, Due.OVERDUE, q, true, Sort.DEADLINE, page);
                case ASKED ->
                    new RegisterFilter(channel, List.of(), null, null, null, q, true, me, Sort.DEADLINE, page, PAGE);
                case APPROVAL ->
                    filter(channel, List.of(AppealStatus.ON_APPROVAL), null, null, q, true, Sort.DEADLINE, page);
                case ALL -> filter(channel, List.of(), null, null, q, false, Sort.NEWEST, page);
            };
        }

        private static RegisterFilter filter(
                @Nullable Channel channel,
                List<AppealStatus> statuses,
                @Nullable UUID executor,
                @Nullable Due due,
                @Nullable String q,
                boolean open,
                Sort sort,
                int page) {
            return new RegisterFilter(channel, statuses, executor, null, due, q, open, null, sort, page, PAGE);
        }
    }

    /** Where each role begins its day; IT has no business with appeals. */
    @GetMapping("/")
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
            @RequestParam(defaultValue = "0") int page,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String refresh,
            Model model) {
        var me = CurrentPerson.get().id();
        model.addAttribute("view", view);
        model.addAttribute("views", View.values());
        model.addAttribute("channel", channel);
        model.addAttribute("channels", Channel.values());
        model.addAttribute("q", q);
        model.addAttribute("appeals", register.page(view.filter(me, channel, q, page)));
        model.addAttribute("counters", register.counters(me));
        model.addAttribute("letters", letters.count());
        model.addAttribute("callBacks", records.due(register.endOfToday(), view == View.MINE ? me : null));
        return refresh == null ? "inbox/list" : "inbox/list :: live";
    }
}
