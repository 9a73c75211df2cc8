package ru.priyomnaya.dispatch;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ru.priyomnaya.appeal.Appeal;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.appeal.Receiver;
import ru.priyomnaya.dispatch.Delivery.Destination;

/** By which way something goes, and to where. */
@Component
class Ways {
    private final Set<Channel> carried;

    Ways(List<AnswerChannel> channels) {
        this.carried = channels.stream().map(AnswerChannel::channel).collect(Collectors.toUnmodifiableSet());
    }

    /** The applicant's chosen way wins over the channel of origin (S13); an e-mail address gets the scan (S6). */
    Destination of(Appeal appeal) {
        var wanted = appeal.answerChannel();
        var email = appeal.emailAddress();
        return switch (wanted) {
            case GIS -> to(Channel.GIS, null);
            case ACCOUNT, PHONE, VISIT, FAX ->
                // Named by the applicant it wins; else S6 sends the scan to a known address.
                appeal.desiredAnswer() != null || carried.contains(wanted) || email.isEmpty()
                        ? to(wanted, contact(appeal, wanted))
                        : to(Channel.EMAIL, email.get());
            case WEBSITE ->
                // The page shows it anyway; S6 sends the scan too, unless the applicant named the page.
                email.isPresent() && appeal.desiredAnswer() == null
                        ? to(Channel.EMAIL, email.get())
                        : to(Channel.WEBSITE, null);
            case EMAIL ->
                email.isPresent()
                        ? to(Channel.EMAIL, email.get())
                        : to(Channel.POST, appeal.applicant().postalAddress());
            case POST -> to(Channel.POST, appeal.applicant().postalAddress());
        };
    }

    /** By a program where there is one for this way, else by a person. */
    private Destination to(Channel channel, @Nullable String recipient) {
        return new Destination(channel, recipient, !carried.contains(channel));
    }

    private static @Nullable String contact(Appeal appeal, Channel channel) {
        return channel == Channel.PHONE || channel == Channel.FAX
                ? appeal.applicant().phone()
                : appeal.applicant().postalAddress();
    }

    /** To the organisation that an appeal is passed on to: by e-mail, or by a person's hand. */
    Destination to(Receiver receiver) {
        return receiver.email() != null && carried.contains(Channel.EMAIL)
                ? new Destination(Channel.EMAIL, receiver.email(), false)
                : new Destination(Channel.POST, Objects.requireNonNullElse(receiver.address(), receiver.name()), true);
    }
}
