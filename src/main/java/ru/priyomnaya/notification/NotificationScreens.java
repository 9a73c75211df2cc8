package ru.priyomnaya.notification;

import java.util.Set;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import ru.priyomnaya.inbox.ScreenErrors;

/** What is new for me, and how I want to be told. */
@Controller
@RequestMapping("/notifications")
class NotificationScreens {
    private static final String PAGE = "/notifications";

    private final Notifications notifications;

    NotificationScreens(Notifications notifications) {
        this.notifications = notifications;
    }

    @GetMapping
    @PreAuthorize("isAuthenticated()")
    String mine(@RequestParam(defaultValue = "false") boolean unread, Model model) {
        model.addAttribute("notifications", notifications.mine(unread));
        model.addAttribute("most", Notifications.MOST);
        model.addAttribute("unread", unread);
        model.addAttribute("choices", notifications.choices());
        return "notification/notifications";
    }

    /** The number beside «Уведомления». */
    @GetMapping("/count")
    @PreAuthorize("isAuthenticated()")
    String count() {
        return "notification/notifications :: count";
    }

    @PostMapping("/read")
    @PreAuthorize("isAuthenticated()")
    String readAll(RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Все уведомления прочитаны", PAGE, notifications::readAll);
    }

    @PostMapping("/choices")
    @PreAuthorize("isAuthenticated()")
    String choose(
            @RequestParam(defaultValue = "") Set<NotificationKind> inbox,
            @RequestParam(defaultValue = "") Set<NotificationKind> mail,
            RedirectAttributes redirect) {
        return ScreenErrors.act(
                redirect, "Настройка уведомлений сохранена", PAGE, () -> notifications.choose(inbox, mail));
    }
}
