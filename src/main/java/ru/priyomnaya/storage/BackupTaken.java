package ru.priyomnaya.storage;

/** Somebody took everything away in one file. */
public record BackupTaken() {}
