package io.kspec.core.cel;

import com.google.re2j.PatternSyntaxException;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.CelType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What is wrong with an expression, in words that say where and what to write instead.
final class CelProblems {
    private static final int MOST = 5;
    private static final Pattern UNKNOWN = Pattern.compile("undeclared reference to '([^']*)'.*", Pattern.DOTALL);

    private CelProblems() {}

    /// The first few, in the order of the text.
    static List<CelProblem> of(String expression, Collection<CelIssue> issues) {
        return issues.stream()
                .limit(MOST)
                .map(issue -> problem(expression, issue))
                .toList();
    }

    /// The API server takes exactly the type, not `dyn`.
    static Optional<CelProblem> ofType(CelType found, io.kspec.core.cel.CelType wanted) {
        return found.equals(wanted.declared())
                ? Optional.empty()
                : Optional.of(new CelProblem(
                        "the expression comes to %s, not to %s".formatted(found.name(), wanted.words()),
                        wanted.remedy()));
    }

    /// A regular expression that stands in the text is compiled with it.
    static Optional<CelProblem> ofPatterns(CelAbstractSyntaxTree ast) {
        return CelNavigableAst.fromAst(ast)
                .getRoot()
                .allNodes()
                .flatMap(CelProblems::pattern)
                .flatMap(pattern -> problem(pattern).stream())
                .findFirst();
    }

    /// `line 1, column 31`, counted from 1.
    ///
    /// @param offset of the letter in the expression, from 0
    static String place(String expression, int offset) {
        String before = expression.substring(
                0,
                expression.offsetByCodePoints(0, Math.min(offset, expression.codePointCount(0, expression.length()))));
        int line = 1 + (int) before.chars().filter(letter -> letter == '\n').count();
        return "line %d, column %d".formatted(line, before.length() - before.lastIndexOf('\n'));
    }

    private static CelProblem problem(String expression, CelIssue issue) {
        String place = "line %d, column %d"
                .formatted(
                        issue.getSourceLocation().getLine(),
                        issue.getSourceLocation().getColumn() + 1);
        Matcher unknown = UNKNOWN.matcher(issue.getMessage());
        if (unknown.matches()) {
            String name = unknown.group(1);
            return new CelProblem(
                    "\"%s\" is no known function or variable (%s)".formatted(name, place), CelNames.remedy(name));
        }
        if (issue.getMessage().contains("recursion limit")) {
            return new CelProblem(
                    "the expression is nested too deep",
                    "At most %d brackets and calls may stand inside one another.".formatted(CelLimits.DEEPEST_TEXT));
        }
        return new CelProblem(
                "%s (%s, near %s)".formatted(oneLine(issue.getMessage()), place, near(expression, issue)),
                "Write CEL whose types are known: dyn(...) and string(...) convert.");
    }

    private static String near(String expression, CelIssue issue) {
        String line = expression
                .lines()
                .skip(Math.max(0, issue.getSourceLocation().getLine() - 1))
                .findFirst()
                .orElse("");
        int from = Math.clamp(issue.getSourceLocation().getColumn() - 12, 0, line.length());
        return "\"%s\"".formatted(line.substring(from, Math.min(line.length(), from + 40)));
    }

    private static Stream<String> pattern(CelNavigableExpr node) {
        if (node.getKind() != Kind.CALL || !node.expr().call().function().equals("matches")) {
            return Stream.empty();
        }
        var arguments = node.expr().call().args();
        return arguments.stream()
                .skip(arguments.size() - 1L)
                .filter(argument -> argument.getKind() == Kind.CONSTANT
                        && argument.constant().getKind() == CelConstant.Kind.STRING_VALUE)
                .map(argument -> argument.constant().stringValue());
    }

    private static Optional<CelProblem> problem(String pattern) {
        try {
            int size = com.google.re2j.Pattern.compile(pattern).programSize();
            return size <= CelLimits.LARGEST_PATTERN
                    ? Optional.empty()
                    : Optional.of(new CelProblem(
                            "the regular expression \"%s\" is too large once its repetitions are written out"
                                    .formatted(pattern),
                            "Repeat less, or compare the parts one by one."));
        } catch (PatternSyntaxException wrong) {
            return Optional.of(new CelProblem(
                    "\"%s\" is no regular expression: %s".formatted(pattern, wrong.getDescription()),
                    "Write one in the syntax of RE2, which has neither look-ahead nor back-references."));
        }
    }

    private static String oneLine(String message) {
        return message.replaceAll("\\s+", " ");
    }
}
