package io.kspec.server.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Collects what is wrong with a request, so that one answer names every field.
///
/// ```java
/// Demands demands = new Demands();
/// String name = demands.text("name", request.name(), 63);
/// demands.done();
/// ```
public final class Demands {
    private static final int LONGEST_NAME = 63;
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
    private final List<Detail> wrong = new ArrayList<>();

    /// A required text of 1 to `longest` characters; empty text stands in for what is missing until [#done].
    public String text(String field, Optional<String> value, int longest) {
        String text = value.orElse("");
        if (text.isBlank()) {
            wrong.add(Detail.ofField(field, "is required"));
        } else if (text.length() > longest) {
            wrong.add(Detail.ofField(field, "is longer than %d characters".formatted(longest)));
        }
        return text;
    }

    /// A required text in a form; `form` says it in words.
    public String text(String field, Optional<String> value, int longest, Pattern pattern, String form) {
        String text = text(field, value, longest);
        if (!text.isBlank() && !pattern.matcher(text).matches()) {
            wrong.add(Detail.ofField(field, "must be " + form));
        }
        return text;
    }

    /// The required name of something in Kubernetes: a DNS label.
    public String name(String field, Optional<String> value) {
        return text(
                field,
                value,
                LONGEST_NAME,
                NAME,
                "lower-case letters, digits and hyphens, and neither begin nor end with a hyphen");
    }

    public void demand(boolean holds, String field, String message) {
        if (!holds) {
            wrong.add(Detail.ofField(field, message));
        }
    }

    /// Throws [Refused] with a detail per fault, if there is one.
    public void done() {
        if (!wrong.isEmpty()) {
            throw Problem.invalid(wrong).refused();
        }
    }
}
