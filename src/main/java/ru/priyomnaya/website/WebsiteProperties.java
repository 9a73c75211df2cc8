package ru.priyomnaya.website;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * {@code priyomnaya.website.*}
 *
 * @param formsPerMinute appeals by form, and status questions, from one network address
 * @param callsPerMinute appeals by API from one network address: a site's own server speaks for many people
 * @param mostFiles in one appeal
 * @param largestFile of them
 * @param consentVersion kept with each appeal, so that a changed text does not change what was accepted
 * @param consentText what the applicant accepts
 * @param publicUrl under which applicants reach this gateway ({@code https://appeals.example.ru}); absent: as the request came
 */
@ConfigurationProperties("priyomnaya.website")
record WebsiteProperties(
        @DefaultValue("20") int formsPerMinute,
        @DefaultValue("1200") int callsPerMinute,
        @DefaultValue("10") int mostFiles,
        @DefaultValue("20MB") DataSize largestFile,
        @DefaultValue("2026-11") String consentVersion,

        @DefaultValue("Согласен на обработку моих персональных данных для рассмотрения обращения (152-ФЗ)")
        String consentText,

        @Nullable String publicUrl) {}
