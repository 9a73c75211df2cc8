package ru.priyomnaya.access;

import jakarta.servlet.DispatcherType;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.access.hierarchicalroles.RoleHierarchyImpl;
import org.springframework.security.authentication.AuthenticationEventPublisher;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.annotation.authentication.builders.AuthenticationManagerBuilder;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.security.core.session.SessionRegistryImpl;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.session.HttpSessionEventPublisher;

/** Who may call what. Services check roles once more: these chains only say how a caller is known. */
@Configuration(proxyBeanMethods = false)
@EnableMethodSecurity
@EnableConfigurationProperties({SecurityConfiguration.EmbeddingProperties.class, AccessProperties.class})
class SecurityConfiguration {
    private static final String POLICY =
            "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; ";

    /**
     * {@code priyomnaya.website.embed-origins}: sites that may show the public forms and the disclosure in a frame, as origins
     * ({@code https://example.ru}); none by default.
     */
    @ConfigurationProperties("priyomnaya.website")
    record EmbeddingProperties(@DefaultValue List<String> embedOrigins) {}

    /** Passwords that are kept here first, then whoever else knows people. */
    @Bean
    AuthenticationManager passwords(
            SignIn signIn,
            PasswordEncoder encoder,
            ObjectProvider<PeopleDirectory> directories,
            ForeignPeople people,
            AuthenticationEventPublisher publisher) {
        var local = new DaoAuthenticationProvider(signIn);
        local.setPasswordEncoder(encoder);
        local.setUserDetailsPasswordService(signIn);
        var all = new ArrayList<AuthenticationProvider>(List.of(local));
        directories.orderedStream().forEach(directory -> all.add(new DirectorySignIn(directory, people)));
        var manager = new ProviderManager(all);
        manager.setAuthenticationEventPublisher(publisher);
        return manager;
    }

    @Bean
    @Order(1)
    SecurityFilterChain api(
            HttpSecurity http,
            ApiTokens tokens,
            AuthenticationManager passwords,
            FailureLimit limit,
            ApiPasswords apiPasswords) {
        return forPrograms(http, tokens, apiPasswords.over(passwords), limit)
                .securityMatcher("/api/**", "/v3/api-docs/**", "/v3/api-docs.yaml")
                // The personal account has a token of its own, which its controller asks for.
                .authorizeHttpRequests(calls -> calls.requestMatchers(
                                "/api/v1/website/**", "/api/v1/account/**", "/v3/api-docs/**", "/v3/api-docs.yaml")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain actuator(
            HttpSecurity http,
            ApiTokens tokens,
            AuthenticationManager passwords,
            FailureLimit limit,
            ApiPasswords apiPasswords) {
        return forPrograms(http, tokens, apiPasswords.over(passwords), limit)
                .securityMatcher("/actuator/**")
                .authorizeHttpRequests(calls -> calls.requestMatchers("/actuator/health", "/actuator/health/**")
                        .permitAll()
                        .anyRequest()
                        .hasRole("IT"))
                .build();
    }

    private static HttpSecurity forPrograms(
            HttpSecurity http, ApiTokens tokens, AuthenticationManager passwords, FailureLimit limit) {
        return http.csrf(csrf -> csrf.disable()) // no cookie is read here, so none can be ridden
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authenticationManager(passwords)
                .httpBasic(basic -> basic.authenticationEntryPoint(new ApiEntryPoint()))
                .exceptionHandling(refusal -> refusal.authenticationEntryPoint(new ApiEntryPoint()))
                .addFilterBefore(new BearerTokenFilter(tokens), UsernamePasswordAuthenticationFilter.class)
                .addFilterAfter(new FailureLimitFilter(limit), HeaderWriterFilter.class)
                .headers(headers -> WebHeaders.common(headers)
                        .contentSecurityPolicy(
                                csp -> csp.policyDirectives("default-src 'none'; frame-ancestors 'none'")));
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
                .headers(headers -> WebHeaders.common(headers)
                        .frameOptions(frame -> frame.disable()) // frame-ancestors says it better
                        .contentSecurityPolicy(csp -> csp.policyDirectives(POLICY + ancestors.strip())))
                .build();
    }

    @Bean
    @Order(4)
    SecurityFilterChain screens(
            HttpSecurity http,
            AuthenticationManager passwords,
            SessionRegistry registry,
            AccessProperties properties,
            SignInCompletion completion,
            Sessions sessions,
            Duties duties,
            SignIn signIn,
            FailureLimit limit,
            ObjectProvider<SignInWay> ways) {
        // As the parent: a single sign-on adds providers of its own beside it.
        http.getSharedObject(AuthenticationManagerBuilder.class).parentAuthenticationManager(passwords);
        http.authorizeHttpRequests(calls -> calls.dispatcherTypeMatchers(DispatcherType.ASYNC)
                        .permitAll() // the end of a stream that was allowed when it began
                        .requestMatchers(
                                "/sign-in", "/sign-in/**", "/assets/**", "/webjars/**", "/error", "/favicon.ico")
                        .permitAll()
                        .requestMatchers("/console/people/**", "/console/rules/**")
                        .hasRole("ADMIN")
                        .anyRequest()
                        .authenticated())
                .formLogin(form -> form.loginPage("/sign-in")
                        .successHandler(completion::afterPassword)
                        .failureHandler(
                                (request, response, refusal) -> response.sendRedirect("/sign-in?" + reason(refusal))))
                .logout(out -> out.logoutUrl("/sign-out").logoutSuccessUrl("/sign-in?out"))
                .sessionManagement(
                        session -> session.maximumSessions(properties.session().most())
                                .sessionRegistry(registry)
                                .expiredSessionStrategy(expired -> SessionGuard.send(
                                        expired.getRequest(), expired.getResponse(), "/sign-in?ended")))
                .exceptionHandling(refusal -> refusal.defaultAuthenticationEntryPointFor(
                        (request, response, e) -> SessionGuard.send(request, response, "/sign-in"),
                        request -> request.getHeader("HX-Request") != null))
                .addFilterAfter(new FailureLimitFilter(limit), HeaderWriterFilter.class)
                .addFilterBefore(new SessionGuard(sessions, duties, signIn), AuthorizationFilter.class)
                .headers(headers -> WebHeaders.common(headers)
                        .contentSecurityPolicy(csp -> csp.policyDirectives(POLICY + "frame-ancestors 'none'")));
        ways.orderedStream().forEach(way -> way.addTo(http));
        return http.build();
    }

    private static String reason(Exception refusal) {
        return refusal instanceof InternalAuthenticationServiceException
                ? "unavailable"
                : refusal instanceof ForeignPeople.NotAdmitted ? "not-admitted" : "error";
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
    PasswordEncoder passwordEncoder(AccessProperties properties) {
        return new RememberedPasswords(new BCryptPasswordEncoder(properties.bcryptCost()));
    }

    /** Sign-ins and refusals are measured; that each filter of each call began and ended tells nobody anything. */
    @Bean
    SecurityObservationSettings observed() {
        return SecurityObservationSettings.withDefaults()
                .shouldObserveRequests(false)
                .build();
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
