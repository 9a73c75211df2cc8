package ru.priyomnaya.survey;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@code priyomnaya.survey.*}
 *
 * @param askAfter how long after an answer its applicant is asked by e-mail; absent: nobody is
 */
@ConfigurationProperties("priyomnaya.survey")
record SurveyProperties(@Nullable Duration askAfter) {}
