package io.kspec.core.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/// An expression over `object` as generated policies say it.
///
/// The syntax tree says which `object` is meant, the variable or the name that a loop gives its elements, and where
/// in the text it stands; the rest of the text stays as the user wrote it.
public final class ObjectExpression {
    private static final int LETTERS = CelNames.OBJECT.length();

    private static final String UNTYPED = "dyn(object)";

    private final TreeSet<Integer> places = new TreeSet<>();
    private final Map<Long, Integer> positions;
    private final String meant;

    private ObjectExpression(Map<Long, Integer> positions, String meant) {
        this.positions = positions;
        this.meant = meant;
    }

    /// Over `variables.pod`. Empty when it cannot be said with certainty; a sound expression of a rule can.
    public static Optional<String> overPod(String expression) {
        return renamed(expression, CelNames.POD);
    }

    /// Over `dyn(object)`: the API server warns of fields that one of the kinds does not have, unless it is told
    /// not to look at types. Empty as above, and where `.object` is written.
    public static Optional<String> overAnyKind(String expression) {
        return renamed(expression, UNTYPED);
    }

    private static Optional<String> renamed(String expression, String meant) {
        CelValidationResult parsed = CelEnvironment.COMPILER.parse(expression);
        if (parsed.hasError()) {
            return Optional.empty();
        }
        try {
            CelAbstractSyntaxTree ast = parsed.getAst();
            var names = new ObjectExpression(new HashMap<>(ast.getSource().getPositionsMap()), meant);
            names.visit(ast.getExpr(), 0);
            return names.renamed(expression);
        } catch (CelValidationException impossible) {
            throw new IllegalStateException(expression, impossible);
        }
    }

    /// @param shadows how many loops around give the name `object` to something else
    private void visit(CelExpr part, int shadows) {
        switch (part.exprKind().getKind()) {
            case IDENT -> identifier(part, shadows);
            case SELECT -> visit(part.select().operand(), shadows);
            case CALL -> {
                part.call().target().ifPresent(target -> visit(target, shadows));
                part.call().args().forEach(argument -> visit(argument, shadows));
            }
            case LIST -> part.list().elements().forEach(element -> visit(element, shadows));
            case MAP ->
                part.map().entries().forEach(entry -> {
                    visit(entry.key(), shadows);
                    visit(entry.value(), shadows);
                });
            case STRUCT -> part.struct().entries().forEach(entry -> visit(entry.value(), shadows));
            case COMPREHENSION -> loop(part.comprehension(), shadows);
            case CONSTANT, NOT_SET -> {}
        }
    }

    private void loop(CelExpr.CelComprehension loop, int shadows) {
        boolean named =
                loop.iterVar().equals(CelNames.OBJECT) || loop.iterVar2().equals(CelNames.OBJECT);
        boolean gathered = loop.accuVar().equals(CelNames.OBJECT);
        visit(loop.iterRange(), shadows);
        visit(loop.accuInit(), shadows);
        visit(loop.loopCondition(), shadows + (named || gathered ? 1 : 0));
        visit(loop.loopStep(), shadows + (named || gathered ? 1 : 0));
        visit(loop.result(), shadows + (gathered ? 1 : 0));
    }

    private void identifier(CelExpr part, int shadows) {
        boolean absolute = part.ident().name().equals("." + CelNames.OBJECT);
        if (absolute || (shadows == 0 && part.ident().name().equals(CelNames.OBJECT))) {
            boolean lost = absolute && meant.equals(UNTYPED);
            places.add(lost ? -1 : positions.getOrDefault(part.id(), -1));
        }
    }

    private Optional<String> renamed(String expression) {
        var text = new StringBuilder(expression);
        for (int place : places.descendingSet()) {
            OptionalInt start = start(expression, place);
            if (start.isEmpty()) {
                return Optional.empty();
            }
            text.replace(start.getAsInt(), start.getAsInt() + LETTERS, meant);
        }
        return Optional.of(text.toString());
    }

    /// Where the name begins; positions count code points.
    private static OptionalInt start(String expression, int place) {
        if (place < 0 || place > expression.codePointCount(0, expression.length())) {
            return OptionalInt.empty();
        }
        int start = expression.offsetByCodePoints(0, place);
        return expression.startsWith(CelNames.OBJECT, start) ? OptionalInt.of(start) : OptionalInt.empty();
    }
}
