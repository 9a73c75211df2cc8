package ru.priyomnaya.stand.gis;

import java.time.Clock;
import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.NamedInterface;

/**
 * The stand alone, for other people's clients: {@code java -jar priyomnaya.jar stand --server.port=8081}. No database, no
 * gateway.
 */
@ImportAutoConfiguration({
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    JacksonAutoConfiguration.class
})
@EnableConfigurationProperties(GisStandProperties.class)
@Import({
    StandCases.class,
    StandControl.class,
    StandDisk.class,
    StandFaults.class,
    StandFileStore.class,
    StandFiles.class,
    StandMessages.class,
    StandSoap.class
})
@NamedInterface("alone")
public class GisStandAlone {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** Starts it; stops with the returned context. */
    public static ConfigurableApplicationContext start(String... arguments) {
        return new SpringApplicationBuilder(GisStandAlone.class)
                .bannerMode(Banner.Mode.OFF)
                .properties(
                        "priyomnaya.stand.enabled=true",
                        "spring.main.allow-bean-definition-overriding=false",
                        "server.address=127.0.0.1")
                .run(arguments);
    }
}
