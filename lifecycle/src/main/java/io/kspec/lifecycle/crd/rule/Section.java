package io.kspec.lifecycle.crd.rule;

/// A part of the catalogue, by the numbers of its rules.
public enum Section {
    IDENTITY("Identity and names", 16),
    VERSIONS("Versions, storage, conversion", 39),
    FIELDS("Fields and structure", 64),
    VALUES("Value constraints", 87),
    CEL("Expressions", 97),
    MERGING("Merging, subresources, presentation, validity", Integer.MAX_VALUE);

    private final String title;
    private final int last;

    Section(String title, int last) {
        this.title = title;
        this.last = last;
    }

    public String title() {
        return title;
    }

    /// The section that a number belongs to.
    static Section of(int number) {
        for (Section section : values()) {
            if (number <= section.last) {
                return section;
            }
        }
        return MERGING;
    }
}
