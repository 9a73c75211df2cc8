package ru.priyomnaya.inbox;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import ru.priyomnaya.appeal.Appeals;
import ru.priyomnaya.assignment.Assigner;
import ru.priyomnaya.workplace.ReturnPath;

/** What is done with several ticked lines of a list at once. */
@Controller
@PreAuthorize(Cards.READERS)
class BulkScreens {
    private static final int MOST_PRINTED = 50;

    private final Assigner assigner;
    private final Appeals appeals;
    private final Cards cards;
    private final RegisterSheet sheet;

    BulkScreens(Assigner assigner, Appeals appeals, Cards cards, RegisterSheet sheet) {
        this.assigner = assigner;
        this.appeals = appeals;
        this.cards = cards;
        this.sheet = sheet;
    }

    /** Each by itself: one that cannot be assigned any more does not hold up the others, and is named. */
    @PostMapping("/inbox/assign")
    @PreAuthorize("hasRole('REGISTRAR')")
    String assign(
            @RequestParam(defaultValue = "") Set<UUID> appeal,
            @RequestParam UUID executor,
            @RequestParam String back,
            RedirectAttributes redirect) {
        var refused = new ArrayList<String>();
        for (var id : appeal) {
            try {
                assigner.assign(id, executor, null, null);
            } catch (OptimisticLockingFailureException | IllegalStateException | IllegalArgumentException e) {
                refused.add("№ " + number(id) + ": " + ScreenErrors.sentence(e));
            }
        }
        if (appeal.size() > refused.size()) {
            redirect.addFlashAttribute("done", "Назначено: " + (appeal.size() - refused.size()));
        }
        if (!refused.isEmpty()) {
            redirect.addFlashAttribute("refused", "Не назначено: " + String.join("; ", refused));
        } else if (appeal.isEmpty()) {
            redirect.addFlashAttribute("refused", "Отметьте обращения в списке");
        }
        return ReturnPath.toList(back);
    }

    private String number(UUID id) {
        return appeals.get(id).number().text();
    }

    /** A page of cards, each on a sheet of its own. */
    @PostMapping("/inbox/print")
    String print(@RequestParam(defaultValue = "") Set<UUID> appeal, Model model) {
        model.addAttribute(
                "appeals", appeal.stream().limit(MOST_PRINTED).map(cards::open).toList());
        return "inbox/print";
    }

    @PostMapping("/inbox/export")
    ResponseEntity<byte[]> export(@RequestParam(defaultValue = "") List<UUID> appeal) throws IOException {
        return Files.download(
                sheet.of(appeal), "appeals.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    }
}
