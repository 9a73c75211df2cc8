package ru.priyomnaya.console;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import ru.priyomnaya.appeal.DeadlineRecount;
import ru.priyomnaya.calendar.DayKind;
import ru.priyomnaya.calendar.ProductionCalendar;
import ru.priyomnaya.inbox.ScreenErrors;
import ru.priyomnaya.organization.Organizations;
import ru.priyomnaya.worktime.CalendarChange;
import ru.priyomnaya.worktime.WorkCalendar;

/** The production calendar: a year at a glance, changes shown with the deadlines that they move, then kept. */
@Controller
@RequestMapping("/console/calendar")
@PreAuthorize("hasAnyRole('ADMIN', 'DIRECTOR')")
class CalendarScreens {
    private static final String PAGE = "/console/calendar";
    private static final int LARGEST_FILE = 1_000_000;
    private static final Pattern ENCODING = Pattern.compile("\\sencoding=[\"']([\\w.:-]+)[\"']");
    private static final Locale RUSSIAN = Locale.forLanguageTag("ru");

    private final WorkCalendar calendar;
    private final DeadlineRecount recount;
    private final Organizations organizations;
    private final Clock clock;

    CalendarScreens(WorkCalendar calendar, DeadlineRecount recount, Organizations organizations, Clock clock) {
        this.calendar = calendar;
        this.recount = recount;
        this.organizations = organizations;
        this.clock = clock;
    }

    /** @param why the name of a holiday, or null on a working day */
    record DayView(LocalDate date, DayKind kind, @Nullable String why) {}

    /**
     * @param blanks days of the first week that belong to the month before
     */
    record MonthView(String name, int blanks, List<DayView> days) {
        public long working() {
            return days.stream().filter(day -> day.kind() != DayKind.DAY_OFF).count();
        }
    }

    /** What is typed or uploaded, carried from the preview to the decision. */
    record Fields(
            @Nullable String xml,

            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
            LocalDate date,

            @Nullable DayKind kind,
            @Nullable String title,
            @Nullable Integer official) {
        CalendarChange change() {
            if (xml != null && !xml.isBlank()) {
                return new CalendarChange.Upload(xml);
            }
            if (official != null) {
                return new CalendarChange.Official(official);
            }
            if (date == null || kind == null) {
                throw new IllegalArgumentException("Укажите день и каким он становится");
            }
            return new CalendarChange.Day(date, kind, title == null ? "" : title.strip());
        }
    }

    @GetMapping
    String year(@RequestParam(required = false) @Nullable Integer year, Model model) {
        return page(year == null ? today().getYear() : Math.min(Math.max(year, 2000), 2099), calendar.current(), model);
    }

    /** Shows which open deadlines a change would move; nothing is kept. */
    @PostMapping("/preview")
    String preview(
            Fields fields,
            @RequestParam(required = false) @Nullable MultipartFile file,
            Model model,
            RedirectAttributes redirect)
            throws IOException {
        try {
            var typed = withFile(fields, file);
            var change = typed.change();
            var changed = change.applyTo(calendar.current());
            model.addAttribute("change", change);
            model.addAttribute("fields", typed);
            model.addAttribute("moves", recount.preview(changed));
            return page(change.year(), changed, model);
        } catch (IllegalArgumentException e) {
            redirect.addFlashAttribute("refused", e.getMessage());
            return "redirect:" + PAGE;
        }
    }

    private static Fields withFile(Fields fields, @Nullable MultipartFile file) throws IOException {
        if (file == null || file.isEmpty()) {
            return fields;
        }
        if (file.getSize() > LARGEST_FILE) {
            throw new IllegalArgumentException("Файл больше 1 МБ: это не производственный календарь");
        }
        return new Fields(textOf(file.getBytes()), null, null, null, null);
    }

    /** In the encoding that the file names; from here on it is UTF-8 and names none. */
    private static String textOf(byte[] xml) {
        var head = new String(xml, 0, Math.min(xml.length, 200), StandardCharsets.ISO_8859_1);
        var named = ENCODING.matcher(head);
        try {
            var charset = named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
            return ENCODING.matcher(new String(xml, charset)).replaceFirst("");
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Файл назван кодировкой, которой нет: " + named.group(1), e);
        }
    }

    @PostMapping
    String keep(Fields fields, RedirectAttributes redirect) {
        return ScreenErrors.act(
                redirect, "Календарь изменён, сроки пересчитаны", PAGE, () -> calendar.keep(fields.change()));
    }

    private String page(int year, ProductionCalendar shown, Model model) {
        model.addAttribute("year", year);
        model.addAttribute("provisional", shown.isProvisional(LocalDate.of(year, 1, 1)));
        model.addAttribute(
                "months",
                Arrays.stream(Month.values())
                        .map(month -> month(year, month, shown))
                        .toList());
        model.addAttribute("kinds", DayKind.values());
        model.addAttribute("warning", calendar.warning().orElse(null));
        return "console/calendar";
    }

    private static MonthView month(int year, Month month, ProductionCalendar calendar) {
        var first = LocalDate.of(year, month, 1);
        var days = IntStream.rangeClosed(1, first.lengthOfMonth())
                .mapToObj(first::withDayOfMonth)
                .map(day -> new DayView(day, calendar.kindOf(day), calendar.whyOff(day)))
                .toList();
        return new MonthView(
                month.getDisplayName(TextStyle.FULL_STANDALONE, RUSSIAN),
                first.getDayOfWeek().getValue() - 1,
                days);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), organizations.first().zone());
    }
}
