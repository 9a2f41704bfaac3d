package io.kspec.core.policy;

import io.kspec.core.rule.CelForm;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// That an update is refused only for what it makes worse, as CEL; the same answer as admission's ratchet gives.
///
/// The demand of a rule is asked a second time, with every name of the object replaced by that of the old one.
/// Variables are evaluated only when they are read, so that nothing is paid for where the demand holds.
final class RatchetText {
    /// A string literal, or one of the names that expressions know the object by.
    private static final Pattern NAMES = Pattern.compile(
            "(?<literal>[rR]?(?:'''.*?'''|\"\"\".*?\"\"\")|[rR](?:'[^']*'|\"[^\"]*\")"
                    + "|'(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\")"
                    + "|(?<![\\w.])variables\\.(?<variable>podSpec|podMeta|pod|containers)\\b"
                    + "|(?<![\\w.])(?<object>object)\\b",
            Pattern.DOTALL);
    private static final String ADDED = "variables.containers.filter(c, !variables.oldContainers.exists(o,"
            + " o.?name.orValue('') == c.?name.orValue('')))";

    private RatchetText() {}

    /// Those of the shape, and what [#tolerant] reads besides.
    static List<Condition> variables(Shape shape, Clause clause) {
        var all = new ArrayList<>(shape.variables());
        shape.variables()
                .forEach(variable -> all.add(new Condition(old(variable.name()), before(variable.expression()))));
        var soBefore = new ArrayList<String>();
        soBefore.add("oldObject != null");
        soBefore.add("has(oldObject.spec)");
        soBefore.add("!(%s)".formatted(before(demand(clause))));
        if (shape == Shape.PODS && readsContainers(demand(clause))) {
            all.add(new Condition("added", ADDED));
            all.add(new Condition("nothing", "dyn([])"));
            soBefore.add("(variables.added.size() == 0 || (%s) || !(%s))"
                    .formatted(about("added", demand(clause)), about("nothing", demand(clause))));
        }
        all.add(new Condition("soBefore", String.join(" && ", soBefore)));
        return all;
    }

    /// A demand that also holds when it was broken before and is broken no worse.
    static String tolerant(String demand) {
        return "(%s) || variables.soBefore".formatted(demand);
    }

    private static String demand(Clause clause) {
        return clause.validations().stream()
                .map(CelForm.Validation::expression)
                .map(expression -> "(" + expression + ")")
                .collect(Collectors.joining(" && "));
    }

    private static String before(String expression) {
        return NAMES.matcher(expression).replaceAll(found -> Matcher.quoteReplacement(before(found)));
    }

    private static String before(MatchResult found) {
        if (found.group("literal") != null) {
            return found.group();
        }
        return found.group("object") == null ? "variables." + old(found.group("variable")) : "oldObject";
    }

    private static boolean readsContainers(String expression) {
        return NAMES.matcher(expression).results().anyMatch(found -> "containers".equals(found.group("variable")));
    }

    /// The expression with another list in place of all containers.
    private static String about(String variable, String expression) {
        return NAMES.matcher(expression)
                .replaceAll(found -> Matcher.quoteReplacement(
                        "containers".equals(found.group("variable")) ? "variables." + variable : found.group()));
    }

    private static String old(String name) {
        return "old" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
