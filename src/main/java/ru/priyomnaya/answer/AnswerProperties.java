package ru.priyomnaya.answer;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code priyomnaya.answer.*}
 *
 * @param selfApproval whether a signer may sign what they wrote themselves
 * @param trustedIssuers folder with certificates of trusted authorities; absent: {@code trusted} under the home
 */
@ConfigurationProperties("priyomnaya.answer")
record AnswerProperties(
        @DefaultValue("false") boolean selfApproval,
        @Nullable String trustedIssuers) {}
