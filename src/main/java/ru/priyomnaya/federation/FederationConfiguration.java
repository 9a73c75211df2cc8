package ru.priyomnaya.federation;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import ru.priyomnaya.access.FailureLimit;
import ru.priyomnaya.access.ForeignPeople;
import ru.priyomnaya.access.SignInCompletion;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OidcProperties.class)
class FederationConfiguration {
    @Bean
    @ConditionalOnProperty("priyomnaya.access.oidc.issuer")
    OidcProvider oidcProvider(OidcProperties properties, JsonMapper json) {
        return new OidcProvider(properties, json);
    }

    @Bean
    @ConditionalOnProperty("priyomnaya.access.oidc.issuer")
    JwtDecoderFactory<ClientRegistration> oidcTokens(OidcProvider provider) {
        return new OidcExchange(provider)::decoder;
    }

    @Bean
    @ConditionalOnProperty("priyomnaya.access.oidc.issuer")
    OidcSignIn oidcSignIn(
            OidcProperties properties,
            OidcProvider provider,
            ForeignPeople people,
            SignInCompletion completion,
            FailureLimit limit,
            ApplicationEventPublisher events) {
        return new OidcSignIn(properties, provider, people, completion, limit, events);
    }
}
