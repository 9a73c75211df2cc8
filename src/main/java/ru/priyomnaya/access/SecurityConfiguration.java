package ru.priyomnaya.access;

import jakarta.servlet.DispatcherType;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.access.hierarchicalroles.RoleHierarchyImpl;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.security.core.session.SessionRegistryImpl;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.session.HttpSessionEventPublisher;

/** Who may call what. Services check roles once more: these chains only say how a caller is known. */
@Configuration(proxyBeanMethods = false)
@EnableMethodSecurity
@EnableConfigurationProperties(SecurityConfiguration.EmbeddingProperties.class)
class SecurityConfiguration {
    private static final int BCRYPT_COST = 12;
    private static final int SESSIONS_OF_ONE_PERSON = 5;
    private static final String POLICY =
            "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; ";

    /**
     * {@code priyomnaya.website.embed-origins}: sites that may show the public forms and the disclosure in a frame, as origins
     * ({@code https://example.ru}); none by default.
     */
    @ConfigurationProperties("priyomnaya.website")
    record EmbeddingProperties(@DefaultValue List<String> embedOrigins) {}

    @Bean
    @Order(1)
    SecurityFilterChain api(HttpSecurity http, ApiTokens tokens) {
        return http.securityMatcher("/api/**", "/v3/api-docs/**")
                .csrf(csrf -> csrf.disable()) // no cookie is read here, so none can be ridden
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .httpBasic(basic -> basic.authenticationEntryPoint(new ApiEntryPoint()))
                .exceptionHandling(refusal -> refusal.authenticationEntryPoint(new ApiEntryPoint()))
                .addFilterBefore(new BearerTokenFilter(tokens), UsernamePasswordAuthenticationFilter.class)
                // The personal account has a token of its own, which its controller asks for.
                .authorizeHttpRequests(
                        calls -> calls.requestMatchers("/api/v1/website/**", "/api/v1/account/**", "/v3/api-docs/**")
                                .permitAll()
                                .anyRequest()
                                .authenticated())
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain actuator(HttpSecurity http, ApiTokens tokens) {
        return http.securityMatcher("/actuator/**")
                .csrf(csrf -> csrf.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .httpBasic(basic -> basic.authenticationEntryPoint(new ApiEntryPoint()))
                .exceptionHandling(refusal -> refusal.authenticationEntryPoint(new ApiEntryPoint()))
                .addFilterBefore(new BearerTokenFilter(tokens), UsernamePasswordAuthenticationFilter.class)
                .authorizeHttpRequests(calls -> calls.requestMatchers("/actuator/health", "/actuator/health/**")
                        .permitAll()
                        .anyRequest()
                        .hasRole("IT"))
                .build();
    }

    /** The public forms: no session and no cookie, so that they work inside a frame of the company's site. */
    @Bean
    @Order(3)
    SecurityFilterChain website(HttpSecurity http, EmbeddingProperties embedding) {
        var ancestors = "frame-ancestors 'self' " + String.join(" ", embedding.embedOrigins());
        return http.securityMatcher("/form/**", "/status", "/status/**", "/disclosure", "/disclosure/**")
                .csrf(csrf -> csrf.disable()) // anonymous by design: there is no authority to borrow
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(calls -> calls.anyRequest().permitAll())
                .headers(headers -> headers.frameOptions(frame -> frame.disable()) // frame-ancestors says it better
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                        .contentSecurityPolicy(csp -> csp.policyDirectives(POLICY + ancestors.strip())))
                .build();
    }

    @Bean
    @Order(4)
    SecurityFilterChain screens(HttpSecurity http, SessionRegistry sessions, ApplicationEventPublisher events) {
        var home = new SavedRequestAwareAuthenticationSuccessHandler();
        home.setDefaultTargetUrl("/");
        return http.authorizeHttpRequests(calls -> calls.dispatcherTypeMatchers(DispatcherType.ASYNC)
                        .permitAll() // the end of a stream that was allowed when it began
                        .requestMatchers("/sign-in", "/assets/**", "/webjars/**", "/error", "/favicon.ico")
                        .permitAll()
                        .requestMatchers("/console/people/**", "/console/rules/**")
                        .hasRole("ADMIN")
                        .anyRequest()
                        .authenticated())
                .formLogin(form -> form.loginPage("/sign-in").successHandler((request, response, who) -> {
                    events.publishEvent(new AccessEvent.SignedInToScreens(who.getName()));
                    home.onAuthenticationSuccess(request, response, who);
                }))
                .logout(out -> out.logoutUrl("/sign-out").logoutSuccessUrl("/sign-in?out"))
                .sessionManagement(session ->
                        session.maximumSessions(SESSIONS_OF_ONE_PERSON).sessionRegistry(sessions))
                .exceptionHandling(refusal -> refusal.defaultAuthenticationEntryPointFor(
                        // An htmx request cannot show a sign-in page in a corner of the screen.
                        (request, response, e) -> {
                            response.setHeader("HX-Redirect", "/sign-in");
                            response.setStatus(HttpStatus.UNAUTHORIZED.value());
                        },
                        request -> request.getHeader("HX-Request") != null))
                .headers(headers -> headers.referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                        .contentSecurityPolicy(csp -> csp.policyDirectives(POLICY + "frame-ancestors 'none'")))
                .build();
    }

    @Bean
    RoleHierarchy roleHierarchy() {
        return RoleHierarchyImpl.fromHierarchy("""
                ROLE_ADMIN > ROLE_REGISTRAR
                ROLE_ADMIN > ROLE_IT
                ROLE_DIRECTOR > ROLE_REGISTRAR
                """);
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return new RememberedPasswords(new BCryptPasswordEncoder(BCRYPT_COST));
    }

    @Bean
    SessionRegistry sessionRegistry() {
        return new SessionRegistryImpl();
    }

    @Bean
    HttpSessionEventPublisher httpSessionEventPublisher() {
        return new HttpSessionEventPublisher();
    }
}
