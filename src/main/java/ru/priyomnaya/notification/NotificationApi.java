package ru.priyomnaya.notification;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** One's own news by API. */
@RestController
@RequestMapping("/api/v1/notifications")
class NotificationApi {
    private final Notifications notifications;

    NotificationApi(Notifications notifications) {
        this.notifications = notifications;
    }

    /** The newest first, at most 200. */
    @GetMapping
    @PreAuthorize("isAuthenticated()")
    List<Notification> mine(@RequestParam(defaultValue = "false") boolean unread) {
        return notifications.mine(unread);
    }

    @PostMapping("/read")
    @PreAuthorize("isAuthenticated()")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void readAll() {
        notifications.readAll();
    }
}
