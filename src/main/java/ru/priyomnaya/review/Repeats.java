package ru.priyomnaya.review;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.appeal.Appeal;
import ru.priyomnaya.appeal.AppealStatus;
import ru.priyomnaya.appeal.Applicant;
import ru.priyomnaya.appeal.Applicant.ApplicantType;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.review.ApplicantTraits.Relation;
import ru.priyomnaya.review.Likeness.Reviewed;

/** Other appeals of the same applicant, across all channels, and those that look like the same appeal. */
@Service
@EnableConfigurationProperties(ReviewProperties.class)
public class Repeats {
    private static final int MOST_OF_APPLICANT = 50;
    private static final int MOST_OF_TEXT = 30;
    private static final int MOST_SHOWN = 12;

    private final ReviewIndex index;
    private final ReviewProperties properties;
    private final JdbcClient jdbc;

    Repeats(ReviewIndex index, ReviewProperties properties, JdbcClient jdbc) {
        this.index = index;
        this.properties = properties;
        this.jdbc = jdbc;
    }

    /**
     * Another appeal, and how it stands to the one at hand.
     *
     * @param same proposed as the same appeal
     * @param sameApplicant certain by a contact, an account or name with address; otherwise only the text is alike
     * @param likeness of the texts, per cent
     */
    public record Other(
            UUID appealId,
            String number,
            Instant registeredAt,
            Channel channel,
            String subject,
            AppealStatus status,
            boolean earlier,
            boolean same,
            boolean sameApplicant,
            int likeness) {
        /** Whether it was answered. */
        public boolean isAnswered() {
            return status == AppealStatus.SENT || status == AppealStatus.CLOSED;
        }
    }

    /** The same appeal first, then the applicant's others, newest first; at most twelve. */
    @PreAuthorize("isAuthenticated()")
    @Transactional(readOnly = true)
    public List<Other> of(Appeal appeal) {
        var reviewed = index.reviewed(appeal);
        var candidates = new LinkedHashSet<>(index.byApplicant(appeal.id(), reviewed, MOST_OF_APPLICANT));
        candidates.addAll(index.byText(appeal.id(), appeal.receivedAt(), reviewed, properties.window(), MOST_OF_TEXT));
        if (candidates.isEmpty()) {
            return List.of();
        }
        var others = new ArrayList<>(jdbc.sql("""
                        select id, number, registered_at, received_at, channel, subject, status, reply_to, left(text, 20000) as text,
                          applicant_type, last_name, first_name, middle_name, organization_name, inn, email, phone, postal_address, account
                        from appeal where id in (:ids)
                        """)
                .param("ids", candidates)
                .query((row, n) -> other(row, appeal, reviewed))
                .list());
        others.removeIf(other -> !other.same() && !other.sameApplicant());
        others.sort(Comparator.comparing((Other other) -> !other.same())
                .thenComparing(Other::registeredAt, Comparator.reverseOrder()));
        return others.stream().limit(MOST_SHOWN).toList();
    }

    /** Whether the two are certainly by different applicants: names or homes contradict each other. */
    @PreAuthorize("isAuthenticated()")
    public boolean contradict(Appeal one, Appeal two) {
        return index.applicant(one).relationTo(index.applicant(two)) == Relation.OTHER;
    }

    private Other other(ResultSet row, Appeal appeal, Reviewed reviewed) throws SQLException {
        var text = row.getString("text");
        var likeness = Likeness.of(reviewed, index.reviewed(applicant(row), row.getString("reply_to"), text));
        var receivedAt = instant(row, "received_at");
        var near = Duration.between(receivedAt, appeal.receivedAt()).abs().compareTo(properties.window()) <= 0;
        return new Other(
                row.getObject("id", UUID.class),
                row.getString("number"),
                instant(row, "registered_at"),
                Channel.valueOf(row.getString("channel")),
                row.getString("subject"),
                AppealStatus.valueOf(row.getString("status")),
                receivedAt.isBefore(appeal.receivedAt()),
                near && likeness.isSame(properties.likeness()),
                likeness.applicant() == Relation.SAME,
                (int) Math.round(likeness.text() * 100));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static Applicant applicant(ResultSet row) throws SQLException {
        return new Applicant(
                ApplicantType.valueOf(row.getString("applicant_type")),
                row.getString("last_name"),
                row.getString("first_name"),
                row.getString("middle_name"),
                row.getString("organization_name"),
                row.getString("inn"),
                row.getString("email"),
                row.getString("phone"),
                row.getString("postal_address"),
                row.getString("account"));
    }
}
