package ru.priyomnaya.antivirus;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AntivirusProperties.class)
class AntivirusConfiguration {}
