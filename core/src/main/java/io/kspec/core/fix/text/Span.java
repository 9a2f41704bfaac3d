package io.kspec.core.fix.text;

import java.util.List;
import java.util.Optional;

/// Where a value stands in a text. Offsets count chars from the beginning of the text; an end is the first char
/// after.
sealed interface Span {
    /// Where the value begins, its anchor and tag included.
    int start();

    int end();

    /// How a collection is written.
    enum Shape {
        /// By indentation.
        BLOCK,
        /// In brackets.
        FLOW,
        /// A single pair in a flow sequence, without brackets of its own: `[a: 1]`.
        BARE
    }

    /// How a text, number or word is written.
    enum Quote {
        NONE,
        SINGLE,
        DOUBLE,
        /// After `|` or `>`, on lines of its own.
        BLOCK
    }

    /// A text, number or word.
    ///
    /// @param marked whether an anchor or tag stands in front
    record Scalar(int start, int end, Quote quote, boolean marked) implements Span {
        /// Whether there is nothing at all, as in `key:`.
        boolean empty() {
            return start == end;
        }
    }

    record Alias(int start, int end) implements Span {}

    /// Keys and values.
    ///
    /// @param open the opening bracket; in block style the first key
    record Mapping(int start, int open, int end, Shape shape, boolean marked, List<Entry> entries) implements Span {
        public Mapping {
            entries = List.copyOf(entries);
        }

        Optional<Entry> entry(String name) {
            return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
        }

        /// Whether `<<` brings in fields of other mappings.
        boolean merges() {
            return entries.stream().anyMatch(Entry::merge);
        }
    }

    /// A list.
    ///
    /// @param open the opening bracket; in block style the first dash
    record Sequence(int start, int open, int end, Shape shape, boolean marked, List<Span> items) implements Span {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /// A key and its value.
    ///
    /// @param start where the key begins
    /// @param keyEnd where it ends
    /// @param name what the key means; of `yes`, for one, `true`
    record Entry(int start, int keyEnd, String name, boolean merge, Span value) {
        int end() {
            return Math.max(keyEnd, value.end());
        }
    }
}
