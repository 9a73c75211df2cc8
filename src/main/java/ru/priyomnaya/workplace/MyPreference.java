package ru.priyomnaya.workplace;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Every screen knows as {@code preference} how the person who looks likes to work. */
@ControllerAdvice(annotations = Controller.class)
class MyPreference {
    private final Preferences preferences;

    MyPreference(Preferences preferences) {
        this.preferences = preferences;
    }

    @ModelAttribute("preference")
    Preference preference() {
        return preferences.mine();
    }
}
