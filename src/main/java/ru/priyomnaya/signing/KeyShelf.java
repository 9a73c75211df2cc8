package ru.priyomnaya.signing;

import java.util.List;

/** A room that holds keys. */
public interface KeyShelf {
    List<KnownKey> keys();
}
