package ru.priyomnaya.stand.gis;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/** Lets the stand be called inside the demo: ГИС ЖКХ knows nothing of our people. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("priyomnaya.stand.enabled")
@EnableConfigurationProperties(GisStandProperties.class)
class GisStandConfiguration {
    @Bean
    @Order(0)
    SecurityFilterChain gisStand(HttpSecurity http) {
        return http.securityMatcher("/stand/**")
                .csrf(csrf -> csrf.disable()) // a machine talks to a machine, without cookies
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(calls -> calls.anyRequest().permitAll())
                .build();
    }
}
