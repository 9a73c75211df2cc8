package ru.priyomnaya.notification;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.access.CurrentPerson;

/** One's own news. Templates call it {@code @notifications}. */
@Service("notifications")
public class Notifications {
    static final int MOST = 200;
    private static final int COUNTED = 100;

    private final NotificationStore store;

    Notifications(NotificationStore store) {
        this.store = store;
    }

    /** How many are unread, «99+» for more than are counted. */
    @PreAuthorize("isAuthenticated()")
    @Transactional(readOnly = true)
    public String unread() {
        var count = store.unread(CurrentPerson.get().id(), COUNTED);
        return count == COUNTED ? COUNTED - 1 + "+" : String.valueOf(count);
    }

    /** The newest first, at most {@value #MOST}. */
    @PreAuthorize("isAuthenticated()")
    @Transactional(readOnly = true)
    public List<Notification> mine(boolean unreadOnly) {
        return store.of(CurrentPerson.get().id(), unreadOnly, MOST);
    }

    @PreAuthorize("isAuthenticated()")
    @Transactional
    public void readAll() {
        store.readAll(CurrentPerson.get().id());
    }

    /** For each kind. */
    @PreAuthorize("isAuthenticated()")
    @Transactional(readOnly = true)
    public List<NotificationChoice> choices() {
        return store.choices(CurrentPerson.get().id());
    }

    @PreAuthorize("isAuthenticated()")
    @Transactional
    public void choose(Set<NotificationKind> inbox, Set<NotificationKind> mail) {
        choose(List.of(NotificationKind.values()), inbox, mail);
    }

    private void choose(Collection<NotificationKind> kinds, Set<NotificationKind> inbox, Set<NotificationKind> mail) {
        var me = CurrentPerson.get().id();
        kinds.forEach(
                kind -> store.choose(me, new NotificationChoice(kind, inbox.contains(kind), mail.contains(kind))));
    }
}
