package ru.priyomnaya.survey;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ru.priyomnaya.appeal.Appeals;
import ru.priyomnaya.dispatch.ApplicantLinks;
import ru.priyomnaya.dispatch.Outbox;
import ru.priyomnaya.organization.Organizations;
import ru.priyomnaya.routing.ChannelPulse;
import ru.priyomnaya.routing.RouteBean;

/**
 * Asks by e-mail what applicants think, some days after an answer, once for each appeal and at most once in thirty days for each
 * address. Those whose appeal came from ГИС ЖКХ are asked there and get no letter. Note and letter are one transaction: dying
 * loses none and doubles none.
 */
@RouteBean(
        value = "surveyInvitations",
        does =
                "приглашает письмом к опросу через `priyomnaya.survey.ask-after` после ответа, один раз; без этой настройки ничего не делает",
        gives = "сколько писем поставлено в очередь")
@EnableConfigurationProperties(SurveyProperties.class)
class SurveyInvitations {
    private static final Logger log = LoggerFactory.getLogger(SurveyInvitations.class);
    private static final String PULSE = "survey-invitations";
    private static final int AT_ONCE = 200;

    /** Answers older than that are left alone: switching it on does not ask about years. */
    private static final Duration LATEST = Duration.ofDays(7);

    private static final Duration REST = Duration.ofDays(30);

    private final SurveyProperties properties;
    private final Questionnaires questionnaires;
    private final Surveys surveys;
    private final Appeals appeals;
    private final ApplicantLinks links;
    private final Outbox outbox;
    private final Organizations organizations;
    private final ChannelPulse pulse;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SurveyInvitations(
            SurveyProperties properties,
            Questionnaires questionnaires,
            Surveys surveys,
            Appeals appeals,
            ApplicantLinks links,
            Outbox outbox,
            Organizations organizations,
            ChannelPulse pulse,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.properties = properties;
        this.questionnaires = questionnaires;
        this.surveys = surveys;
        this.appeals = appeals;
        this.links = links;
        this.outbox = outbox;
        this.organizations = organizations;
        this.pulse = pulse;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Returns how many letters were put into the outbox; none while it is switched off. */
    public int invite() {
        var after = properties.askAfter();
        var asked = after == null || questionnaires.inForce().isOff() ? 0 : invite(after);
        pulse.succeeded(PULSE);
        return asked;
    }

    private int invite(Duration after) {
        var until = clock.instant().minus(after);
        var asked = 0;
        for (var appeal : waiting(until.minus(LATEST), until)) {
            asked += Boolean.TRUE.equals(transaction.execute(status -> ask(appeal))) ? 1 : 0;
        }
        return asked;
    }

    private List<UUID> waiting(Instant from, Instant until) {
        return jdbc.sql("""
                        select a.id from answer w join appeal a on a.id = w.appeal_id
                        where w.sent_at > :from and w.sent_at <= :until and a.status in ('SENT', 'CLOSED') and a.channel <> 'GIS'
                          and coalesce(a.email, a.reply_to) like '%@%'
                          and not exists (select 1 from survey_asked s where s.appeal_id = a.id)
                        order by w.sent_at limit :most
                        """)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .param("most", AT_ONCE)
                .query(UUID.class)
                .list();
    }

    private boolean ask(UUID id) {
        var appeal = appeals.get(id);
        var address = appeal.emailAddress();
        var page = links.surveyPage(appeal);
        if (page.isEmpty()) {
            log.warn("Приглашения к опросу не уходят: не задан priyomnaya.website.public-url");
            return false;
        }
        if (address.isEmpty() || isTired(address.get()) || !surveys.asked(id, Surveys.Way.LETTER)) {
            return false;
        }
        outbox.byEmail(appeal, address.get(), "Как мы ответили на обращение № " + appeal.number(), """
                Здравствуйте!

                Недавно мы ответили на ваше обращение № %s. Скажите, пожалуйста, что вы думаете об ответе: это несколько вопросов на одну минуту.

                %s

                Больше об этом обращении мы не спросим.

                --
                %s
                Письмо составлено программой.
                """.formatted(
                        appeal.number(), page.get(), organizations.first().shownName()));
        return true;
    }

    /** Whether somebody at that address was asked lately about another appeal. */
    private boolean isTired(String address) {
        return jdbc.sql("""
                        select exists (select 1 from delivery d join survey_asked s on s.appeal_id = d.appeal_id and s.way = 'LETTER'
                          where lower(d.recipient) = lower(:address) and d.created_at > :since and s.at > :since)
                        """)
                .param("address", address)
                .param("since", clock.instant().minus(REST).atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }
}
