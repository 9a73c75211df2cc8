package ru.priyomnaya.disclosure;

import java.util.UUID;

/** A measure of the quality programme [мероприятие программы качества], as it was typed in; public once it is disclosed. */
record Measure(UUID id, int year, String text, String planned, String done) {}
