package io.kspec.core.export.page;

import java.util.Locale;

/// A state as a page shows it: by an icon, a word and a colour, so that no reader needs the colour.
public enum Mark {
    BROKEN("Broken"),
    NOT_EVALUATED("Not evaluated"),
    EXEMPTED("Exempted"),
    MANUAL("Manual check"),
    PASSES("Passes"),
    NOT_ASKED("Not asked");

    private final String word;

    Mark(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /// Inside a sentence: `not evaluated`.
    public String inSentence() {
        return word.toLowerCase(Locale.ROOT);
    }

    /// `not-evaluated`, the name of its icon and of its style.
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
