package io.kspec.core.fix.text;

import io.kspec.core.verdict.FieldPath;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// A YAML document as somebody might have written it: blocks and brackets, all quotes, comments everywhere, either
/// line end. Every comment is another one.
final class RandomYaml {
    private static final List<String> SCALARS = List.of(
            "text",
            "'it''s'",
            "\"a # b\"",
            "12",
            "true",
            "~",
            "",
            "2001-01-01",
            "a:b",
            "\"😀\"",
            "'{x}'",
            "1.5",
            "[]",
            "{}");

    private final Random random;
    private final int step;
    private final int dash;
    private final StringBuilder text = new StringBuilder();
    private final Map<FieldPath, Set<String>> comments = new HashMap<>();
    private int serial;

    private RandomYaml(Random random) {
        this.random = random;
        this.step = 1 + random.nextInt(4);
        this.dash = random.nextBoolean() ? 0 : step;
    }

    static RandomYaml of(Random random) {
        var yaml = new RandomYaml(random);
        if (random.nextBoolean()) {
            yaml.text.append("---\n");
        }
        yaml.mapping(FieldPath.ROOT, 0, 0);
        if (random.nextInt(4) == 0) {
            yaml.text.append("\n# end ").append(yaml.serial++).append('\n');
        }
        return yaml;
    }

    String text() {
        boolean windows = step == 3;
        return windows ? text.toString().replace("\n", "\r\n") : text.toString();
    }

    /// The comments inside the value at a path, and behind it.
    Set<String> comments(FieldPath path) {
        var inside = new HashSet<String>();
        comments.forEach((owner, own) -> {
            if ((owner.pointer() + "/").startsWith(path.pointer() + "/")) {
                inside.addAll(own);
            }
        });
        return inside;
    }

    private void mapping(FieldPath path, int column, int depth) {
        int size = 1 + random.nextInt(3);
        for (int index = 0; index < size; index++) {
            if (index > 0) {
                comment(path, column);
                text.append(" ".repeat(column));
            }
            FieldPath field = path.field("k" + index);
            text.append(random.nextInt(5) == 0 ? "\"k" + index + "\"" : "k" + index)
                    .append(':');
            value(field, column, depth, column + step, column + dash);
        }
    }

    private void sequence(FieldPath path, int column, int depth) {
        int size = 1 + random.nextInt(3);
        for (int index = 0; index < size; index++) {
            if (index > 0) {
                comment(path, column);
                text.append(" ".repeat(column));
            }
            text.append('-');
            FieldPath item = path.index(index);
            if (depth < 4 && random.nextInt(2) == 0) {
                text.append(' ');
                if (random.nextInt(4) == 0) {
                    sequence(item, column + 2, depth + 1);
                } else {
                    mapping(item, column + 2, depth + 1);
                }
            } else {
                leaf(item, column + 2);
            }
        }
    }

    private void value(FieldPath path, int column, int depth, int below, int dashes) {
        int kind = depth < 4 ? random.nextInt(5) : 4;
        switch (kind) {
            case 0 -> {
                trailing(path);
                comment(path, below);
                text.append(" ".repeat(below));
                mapping(path, below, depth + 1);
            }
            case 1 -> {
                trailing(path);
                comment(path, dashes);
                text.append(" ".repeat(dashes));
                sequence(path, dashes, depth + 1);
            }
            default -> leaf(path, column + step);
        }
    }

    private void leaf(FieldPath path, int column) {
        switch (random.nextInt(6)) {
            case 0 ->
                text.append(List.of(" |\n", " >-\n", " |-\n").get(random.nextInt(3)))
                        .append(" ".repeat(column))
                        .append("line\n\n")
                        .append(" ".repeat(column))
                        .append("line\n");
            case 1 -> {
                text.append(' ');
                brackets(0);
                trailing(path);
            }
            case 2 -> lines(path, column);
            default -> {
                String scalar = SCALARS.get(random.nextInt(SCALARS.size()));
                text.append(scalar.isEmpty() ? "" : " ").append(scalar);
                trailing(path);
            }
        }
    }

    private void brackets(int depth) {
        boolean mapping = random.nextBoolean();
        text.append(mapping ? '{' : '[').append(random.nextBoolean() ? " " : "");
        int size = 1 + random.nextInt(3);
        for (int index = 0; index < size; index++) {
            text.append(index > 0 ? ", " : "").append(mapping ? "f" + index + ": " : "");
            if (depth < 2 && random.nextInt(3) == 0) {
                brackets(depth + 1);
            } else {
                text.append(List.of("1", "'x'", "\"z\"", "word").get(random.nextInt(4)));
            }
        }
        text.append(random.nextInt(6) == 0 ? "," : "").append(mapping ? '}' : ']');
    }

    /// Brackets over several lines, with comments.
    private void lines(FieldPath path, int column) {
        text.append(" [\n");
        int size = 1 + random.nextInt(3);
        for (int index = 0; index < size; index++) {
            comment(path, column);
            text.append(" ".repeat(column)).append("item").append(index);
            text.append(index < size - 1 || random.nextBoolean() ? "," : "");
            trailing(path.index(index));
        }
        text.append(" ".repeat(column)).append(']');
        trailing(path);
    }

    private void comment(FieldPath owner, int column) {
        if (random.nextInt(3) == 0) {
            text.append(" ".repeat(column)).append(told(owner)).append('\n');
        }
    }

    private void trailing(FieldPath owner) {
        text.append(random.nextInt(3) == 0 ? " " + told(owner) : "").append('\n');
    }

    private String told(FieldPath owner) {
        String comment = "# comment " + serial++;
        comments.computeIfAbsent(owner, _ -> new HashSet<>()).add(comment);
        return comment;
    }
}
