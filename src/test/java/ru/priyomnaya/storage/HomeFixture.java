package ru.priyomnaya.storage;

import java.io.IOException;
import java.nio.file.Path;

/** A home in a directory of a test. */
public final class HomeFixture {
    private HomeFixture() {}

    public static Home at(Path directory) throws IOException {
        return new Home(new HomeProperties(directory, false, null));
    }

    /** Several over one directory. */
    public static Home shared(Path directory) throws IOException {
        return new Home(new HomeProperties(directory, true, null));
    }
}
