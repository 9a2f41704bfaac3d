package io.kspec.core.migration;

/// What became of a field of the older document.
public enum Fate {
    /// The same value stands in the new document, at the place where the new format has it.
    CARRIED("Carried"),
    /// Said otherwise: another field, another name or another value that means the same.
    RENAMED("Renamed"),
    /// Written or left out because that is what unset means, or because somebody else writes it.
    DEFAULTED("Defaulted"),
    /// Not in the new document.
    LOST("Lost");

    private final String word;

    Fate(String word) {
        this.word = word;
    }

    /// As reports print it.
    public String word() {
        return word;
    }
}
