package io.kspec.core.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// A place inside an object: field names and list indices from its root, in order. Immutable.
public record FieldPath(List<String> segments) {
    public static final FieldPath ROOT = new FieldPath(List.of());

    public FieldPath {
        segments = List.copyOf(segments);
    }

    /// A path of plain field names divided by dots, for example `spec.template.spec`; names hold no dots.
    public static FieldPath of(String dotted) {
        return dotted.isEmpty() ? ROOT : new FieldPath(List.of(dotted.split("\\.")));
    }

    public FieldPath field(String name) {
        var longer = new ArrayList<>(segments);
        longer.add(name);
        return new FieldPath(longer);
    }

    public FieldPath index(int position) {
        return field(Integer.toString(position));
    }

    /// Appends every segment of `tail`.
    public FieldPath then(FieldPath tail) {
        var longer = new ArrayList<>(segments);
        longer.addAll(tail.segments);
        return new FieldPath(longer);
    }

    /// RFC 6901, for programs: `/spec/containers/0/image`; the empty string is the whole object.
    public String pointer() {
        return segments.stream()
                .map(segment -> "/" + segment.replace("~", "~0").replace("/", "~1"))
                .collect(Collectors.joining());
    }

    /// As kubectl prints paths, for people: `spec.containers[0].image`.
    public String dotted() {
        return dotted(segment -> !segment.isEmpty() && segment.chars().allMatch(Character::isDigit));
    }

    /// The same where other segments stand for the item of a list.
    public String dotted(Predicate<String> item) {
        var text = new StringBuilder();
        for (String segment : segments) {
            if (item.test(segment)) {
                text.append('[').append(segment).append(']');
            } else if (segment.indexOf('.') >= 0 || segment.indexOf('/') >= 0) {
                text.append("['").append(segment).append("']");
            } else {
                text.append(text.isEmpty() ? "" : ".").append(segment);
            }
        }
        return text.toString();
    }
}
