package ru.priyomnaya.report;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import ru.priyomnaya.journal.Anchors;
import ru.priyomnaya.journal.Chain;
import ru.priyomnaya.organization.Organizations;
import ru.priyomnaya.report.RegistrationJournal.Period;

/** The registration journal on the screen and as a file, and the check of the chain over everything done. */
@Controller
@PreAuthorize(RegistrationJournal.READERS)
class JournalScreens {
    private static final int PAGE = 100;
    private static final int SHOWN_HEADS = 3;

    private final RegistrationJournal journal;
    private final JournalFiles files;
    private final Chain chain;
    private final Anchors anchors;
    private final Organizations organizations;
    private final Clock clock;

    JournalScreens(
            RegistrationJournal journal,
            JournalFiles files,
            Chain chain,
            Anchors anchors,
            Organizations organizations,
            Clock clock) {
        this.journal = journal;
        this.files = files;
        this.chain = chain;
        this.anchors = anchors;
        this.organizations = organizations;
        this.clock = clock;
    }

    /** What an export is called and how a browser is told. */
    private enum Format {
        CSV("text/csv;charset=UTF-8"),
        XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        PDF("application/pdf");

        private final String mediaType;

        Format(String mediaType) {
            this.mediaType = mediaType;
        }
    }

    /** Without days: the present month. */
    @GetMapping("/journal")
    String journal(
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate until,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        var today = LocalDate.ofInstant(clock.instant(), organizations.first().zone());
        var first = from == null ? today.withDayOfMonth(1) : from;
        var last = until == null ? today : until;
        var period = new Period(first, last.isBefore(first) ? first : last);
        model.addAttribute("period", period);
        model.addAttribute("lines", journal.page(period, Math.max(page, 0), PAGE));
        model.addAttribute("total", journal.count(period));
        model.addAttribute("page", Math.max(page, 0));
        model.addAttribute("size", PAGE);
        model.addAttribute("heads", anchors.newest(SHOWN_HEADS));
        return "report/journal";
    }

    @GetMapping("/journal/export.{format}")
    void export(
            @PathVariable String format,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate until,
            HttpServletResponse response)
            throws IOException {
        var known = Arrays.stream(Format.values())
                .filter(one -> one.name().equalsIgnoreCase(format))
                .findFirst();
        if (known.isEmpty() || until.isBefore(from)) {
            response.sendError(
                    HttpServletResponse.SC_BAD_REQUEST, "Файл — csv, xlsx или pdf, период — от раннего дня к позднему");
            return;
        }
        var kind = known.get();
        var period = new Period(from, until);
        if (kind == Format.PDF && journal.count(period) > JournalFiles.MOST_PRINTED) {
            response.sendError(
                    HttpServletResponse.SC_BAD_REQUEST,
                    "В PDF — не больше %d строк: сократите период или возьмите XLSX"
                            .formatted(JournalFiles.MOST_PRINTED));
            return;
        }
        response.setContentType(kind.mediaType);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename("journal-%s-%s.%s".formatted(from, until, format))
                        .build()
                        .toString());
        var out = response.getOutputStream();
        journal.export(period, kind.name(), lines -> {
            switch (kind) {
                case CSV -> files.csv(lines, out);
                case XLSX -> files.xlsx(lines, out);
                case PDF -> files.pdf(period, lines, out);
            }
        });
    }

    @PostMapping("/journal/verify")
    String verify(RedirectAttributes redirect) {
        var result = chain.verify();
        redirect.addFlashAttribute(result.isSound() ? "done" : "refused", result.inRussian());
        return "redirect:/journal";
    }
}
