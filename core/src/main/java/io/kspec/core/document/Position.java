package io.kspec.core.document;

/// A place in a text. Lines and columns count from 1, as editors show them.
public record Position(int line, int column) {
    public static final Position START = new Position(1, 1);

    /// `12:3`.
    @Override
    public String toString() {
        return line + ":" + column;
    }
}
