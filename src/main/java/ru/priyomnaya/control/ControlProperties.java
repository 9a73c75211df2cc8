package ru.priyomnaya.control;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code priyomnaya.control.*}
 *
 * @param remindBefore days before the deadline on which the executor is reminded
 * @param tellHeadAfter days after the deadline from which the head of the department is told
 * @param tellDirectorAfter likewise the directors
 * @param unassignedAfter from when on an appeal without an executor alarms the registrars
 */
@ConfigurationProperties("priyomnaya.control")
record ControlProperties(
        @DefaultValue({"3", "1"}) List<Integer> remindBefore,
        @DefaultValue("1") int tellHeadAfter,
        @DefaultValue("3") int tellDirectorAfter,
        @DefaultValue("4h") Duration unassignedAfter) {}
