package ru.priyomnaya.probe;

import java.util.List;

/** The channels of one room. */
public interface ProbedChannels {
    List<ProbedChannel> all();
}
