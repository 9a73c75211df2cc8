package ru.priyomnaya.storage;

/** Somebody took the state of the program away, to show it to its support. */
public record SupportBundleTaken() {}
