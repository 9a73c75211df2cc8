package ru.priyomnaya;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the gateway. */
@SpringBootApplication
public class Priyomnaya {
    public static void main(String[] args) {
        SpringApplication.run(Priyomnaya.class, args);
    }
}
