package ru.priyomnaya.concern;

import java.util.List;

/** A room that knows when it is in trouble. Asked every half minute: a few cheap queries, nothing that waits. */
public interface Watched {
    /** Stands for it in sentences, for example «Диск». */
    String watches();

    /** Empty when all is well. */
    List<Concern> concerns();

    /** True for what each gateway of several has to look at by itself: its disk, its routes. */
    default boolean ofThisNode() {
        return false;
    }
}
