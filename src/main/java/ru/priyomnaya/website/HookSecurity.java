package ru.priyomnaya.website;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.web.filter.OncePerRequestFilter;

/** {@code /hooks/**}: what routes listen at ({@code platform-http:/hooks/…}). Other systems call it with one token. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HookSecurity.HookProperties.class)
class HookSecurity {
    /** {@code priyomnaya.hooks.*}; without a token every call is refused. */
    @ConfigurationProperties("priyomnaya.hooks")
    record HookProperties(@DefaultValue("") String token) {}

    @Bean
    @Order(0)
    SecurityFilterChain hooks(HttpSecurity http, HookProperties properties) {
        return http.securityMatcher("/hooks/**")
                .csrf(csrf -> csrf.disable()) // no cookie is read here
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .addFilterBefore(new TokenGate(properties), UsernamePasswordAuthenticationFilter.class)
                .authorizeHttpRequests(calls -> calls.anyRequest().permitAll())
                .build();
    }

    private static final class TokenGate extends OncePerRequestFilter {
        private final byte[] expected;
        private final boolean open;

        TokenGate(HookProperties properties) {
            open = !properties.token().isBlank();
            expected = ("Bearer " + properties.token()).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            var given = request.getHeader(HttpHeaders.AUTHORIZATION);
            if (open && given != null && MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8))) {
                chain.doFilter(request, response);
            } else {
                response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
            }
        }
    }
}
