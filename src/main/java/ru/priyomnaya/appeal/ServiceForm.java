package ru.priyomnaya.appeal;

import java.util.EnumSet;
import java.util.Set;

/** Form of service [форма обслуживания], by which consumers come: each channel belongs to one (S15, S18). */
public enum ServiceForm {
    VISIT("Личный приём", EnumSet.of(Channel.VISIT)),
    TELEPHONE("Телефон", EnumSet.of(Channel.PHONE)),
    INTERNET("Интернет", EnumSet.of(Channel.WEBSITE, Channel.EMAIL, Channel.ACCOUNT)),
    GIS("ГИС ЖКХ", EnumSet.of(Channel.GIS)),
    POST("Почта", EnumSet.of(Channel.POST)),
    OTHER("Прочее (факс)", EnumSet.of(Channel.FAX));

    private final String inRussian;

    @SuppressWarnings("ImmutableEnumChecker") // copies are given out
    private final Set<Channel> channels;

    ServiceForm(String inRussian, Set<Channel> channels) {
        this.inRussian = inRussian;
        this.channels = channels;
    }

    public String inRussian() {
        return inRussian;
    }

    public Set<Channel> channels() {
        return EnumSet.copyOf(channels);
    }
}
