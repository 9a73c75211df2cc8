package ru.priyomnaya.storage;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StorageConfiguration {
    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** Only without {@code spring.datasource.url}: the gateway's own PostgreSQL under its home. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "spring.datasource.url", matchIfMissing = true, havingValue = "absent")
    static class Embedded {
        @Bean(destroyMethod = "close")
        EmbeddedDatabase embeddedDatabase(Home home, HomeProperties properties) throws IOException, SQLException {
            var directory = home.directory("postgres");
            var binaries = properties.postgresBinaries();
            return EmbeddedDatabase.start(directory, binaries == null ? directory.resolve("bin") : binaries);
        }

        @Bean(destroyMethod = "close")
        DataSource dataSource(EmbeddedDatabase database) {
            var pool = new HikariDataSource();
            pool.setJdbcUrl(database.url() + "&reWriteBatchedInserts=true&logServerErrorDetail=false");
            pool.setMaximumPoolSize(20);
            pool.setConnectionTimeout(10_000);
            return pool;
        }
    }
}
