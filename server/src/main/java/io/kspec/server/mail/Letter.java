package io.kspec.server.mail;

import java.util.List;

/// What people are told. Plain text without markup, values of charts or secrets.
///
/// @param aboutType the kind of thing it is about, as in the audit log: `Approval`
/// @param aboutId its id
/// @param opening a sentence or two
/// @param facts a table
/// @param closing sentences, one paragraph each
public record Letter(
        String aboutType, String aboutId, String subject, String opening, List<Fact> facts, List<String> closing) {
    public Letter {
        facts = List.copyOf(facts);
        closing = List.copyOf(closing);
    }

    /// A row of the table; what has no value is left out.
    public record Fact(String name, List<String> values) {
        public Fact {
            values = List.copyOf(values);
        }

        public Fact(String name, String value) {
            this(name, List.of(value));
        }
    }
}
