package io.kspec.core.export.page;

import java.util.Locale;

/// A state as a page shows it: by an icon, a word and a colour, so that no reader needs the colour.
public enum Mark {
    BROKEN("Broken"),
    NOT_EVALUATED("Not evaluated"),
    EXEMPTED("Exempted"),
    MANUAL("Manual check"),
    PASSES("Passes"),
    PASSES_IN_PART("Passes in part"),
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

    /// `not-evaluated`, the name of its icon and of its style; what passes in part looks like what passes.
    public String key() {
        Mark look = this == PASSES_IN_PART ? PASSES : this;
        return look.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
