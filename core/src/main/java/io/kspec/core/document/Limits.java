package io.kspec.core.document;

/// How much of a document is read before it is refused. One instance per document; not safe for several threads.
final class Limits {
    /// Deeper than any schema of Kubernetes, shallow enough to walk by recursion.
    static final int DEPTH = 250;

    /// Values in one document, every alias counted as what it stands for: a bomb of aliases ends here.
    static final int VALUES = 2_000_000;

    private int values;

    void enter(int depth, Position at) {
        if (depth > DEPTH) {
            throw new DocumentBrokenException(
                    at,
                    "the document is nested more than %d levels deep".formatted(DEPTH),
                    "Flatten it: the API server refuses such objects too.");
        }
    }

    void count(int size, Position at) {
        if (size > VALUES - values) {
            throw new DocumentBrokenException(
                    at,
                    "the document has more than %,d values once its aliases are written out".formatted(VALUES),
                    "Split it into several documents, and write aliases out by hand.");
        }
        values += size;
    }
}
