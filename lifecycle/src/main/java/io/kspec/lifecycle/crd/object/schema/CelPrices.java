package io.kspec.lifecycle.crd.object.schema;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.types.CelKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What each part of an expression costs when the API server evaluates it.
///
/// A name costs 1, and so does each field or index after it; a constant nothing, a list that is made 10, a map 30, a
/// function what [CelTariff] says. Free are `&&`, `||`, `?:`, the field that `has` asks for, an optional that is not
/// there, and the name at the head of a branch of `?:` or of an index: the API server takes these for part of what
/// surrounds them. **Less than there** are `optMap` and `optFlatMap`, for which the API server evaluates twice what
/// they are called on. **Source** `interpreter/runtimecost.go` of cel-go 0.26, as Kubernetes sets it up.
final class CelPrices {
    private static final int LIST = 10;
    private static final int MAP = 30;
    private static final int STRUCT = 40;
    private static final Set<String> FREE = Set.of("_&&_", "_||_", "_?_:_", "or", "orValue");

    /// Made when the definition is read, where what they convert is a constant.
    private static final Set<String> CONVERSIONS =
            Set.of("bool", "bytes", "double", "duration", "int", "string", "timestamp", "uint");

    private final CelAbstractSyntaxTree ast;
    private final Map<Integer, Price> known = new HashMap<>();

    private CelPrices(CelAbstractSyntaxTree ast) {
        this.ast = ast;
    }

    /// What one part costs each time.
    sealed interface Price {
        /// Always the same.
        record Fixed(int units) implements Price {}

        /// Of a field or an index that may be missing, and then costs nothing.
        ///
        /// @param operand the id of what it is of
        record OfOptional(int units, int operand) implements Price {}

        /// Of what a `.?` is of, which the evaluator here evaluates twice.
        record Twice(Price once) implements Price {}

        /// By what it was given, and by what came of it.
        ///
        /// @param arguments the ids of the parts that they come from
        record OfCall(CelTariff tariff, List<Integer> arguments) implements Price {}
    }

    /// By the id of the part.
    static List<Price> of(CelAbstractSyntaxTree ast) {
        var prices = new CelPrices(ast);
        prices.part(ast.getExpr(), false);
        var byId = new ArrayList<Price>();
        int last = prices.known.keySet().stream().mapToInt(id -> id).max().orElse(0);
        for (int id = 0; id <= last; id++) {
            byId.add(prices.known.getOrDefault(id, new Price.Fixed(0)));
        }
        return List.copyOf(byId);
    }

    /// @param headFree whether the name that it begins with, if it does, costs nothing
    private void part(CelExpr part, boolean headFree) {
        switch (part.getKind()) {
            case IDENT -> fixed(part, headFree || isType(part) ? 0 : 1);
            case SELECT -> {
                CelExpr operand = part.select().operand();
                boolean asked = part.select().testOnly();
                fixed(part, head(operand, headFree && !asked) + (asked ? 0 : 1));
            }
            case CALL -> call(part, part.call(), headFree);
            case LIST -> {
                part.list().elements().forEach(element -> part(element, false));
                fixed(part, isConstant(part) ? 0 : LIST);
            }
            case MAP -> {
                part.map().entries().forEach(entry -> {
                    part(entry.key(), false);
                    part(entry.value(), false);
                });
                fixed(part, isConstant(part) ? 0 : MAP);
            }
            case STRUCT -> {
                part.struct().entries().forEach(entry -> part(entry.value(), false));
                fixed(part, STRUCT);
            }
            case COMPREHENSION -> loop(part.comprehension());
            case CONSTANT, NOT_SET -> fixed(part, 0);
        }
    }

    private void loop(CelComprehension loop) {
        List.of(loop.iterRange(), loop.accuInit(), loop.loopCondition(), loop.loopStep(), loop.result())
                .forEach(part -> part(part, false));
    }

    private void call(CelExpr part, CelCall call, boolean headFree) {
        List<CelExpr> arguments = new ArrayList<>(call.target().stream().toList());
        arguments.addAll(call.args());
        switch (call.function()) {
            case "_[_]" -> {
                part(arguments.get(1), isPath(arguments.get(1)));
                fixed(part, 1 + head(arguments.getFirst(), headFree));
            }
            case "_[?_]", "_?._" -> {
                part(arguments.get(1), isPath(arguments.get(1)));
                CelExpr operand = arguments.getFirst();
                put(part, new Price.OfOptional(1 + head(operand, headFree), (int) operand.id()));
                if (call.function().equals("_?._")) {
                    known.computeIfPresent((int) operand.id(), (_, price) -> new Price.Twice(price));
                }
            }
            case "_?_:_" -> {
                part(arguments.getFirst(), false);
                part(arguments.get(1), true);
                part(arguments.get(2), true);
            }
            default -> function(part, call.function(), arguments);
        }
    }

    private void function(CelExpr part, String name, List<CelExpr> arguments) {
        arguments.forEach(argument -> part(argument, false));
        boolean isMadeBefore = CONVERSIONS.contains(name) && arguments.stream().allMatch(CelPrices::isConstant);
        boolean isSet = name.equals("@in") && arguments.get(1).getKind() == Kind.LIST && isConstant(arguments.get(1));
        if (!FREE.contains(name) && !isMadeBefore && !isSet) {
            CelTariff tariff = CelTariff.of(name);
            put(
                    part,
                    tariff == CelTariff.ONE
                            ? new Price.Fixed(1)
                            : new Price.OfCall(
                                    tariff,
                                    arguments.stream()
                                            .map(argument -> (int) argument.id())
                                            .toList()));
        }
    }

    /// The price of getting at what a field or an index is of: 1 when that is neither a name, nor of one.
    private int head(CelExpr operand, boolean headFree) {
        boolean isBranch =
                operand.getKind() == Kind.CALL && operand.call().function().equals("_?_:_");
        boolean isPath = isPath(operand);
        part(operand, isPath && headFree);
        return isPath || isBranch || headFree ? 0 : 1;
    }

    /// Whether it is a name, or a field or an index of something.
    private static boolean isPath(CelExpr part) {
        return switch (part.getKind()) {
            case IDENT, SELECT -> true;
            case CALL -> Set.of("_[_]", "_[?_]", "_?._").contains(part.call().function());
            case CONSTANT, LIST, MAP, STRUCT, COMPREHENSION, NOT_SET -> false;
        };
    }

    /// A type is a constant.
    private boolean isType(CelExpr name) {
        return ast.getType(name.id())
                .filter(type -> type.kind() == CelKind.TYPE)
                .isPresent();
    }

    private static boolean isConstant(CelExpr part) {
        return switch (part.getKind()) {
            case CONSTANT -> true;
            case LIST -> part.list().elements().stream().allMatch(CelPrices::isConstant);
            case MAP ->
                part.map().entries().stream().allMatch(entry -> isConstant(entry.key()) && isConstant(entry.value()));
            case IDENT, SELECT, CALL, STRUCT, COMPREHENSION, NOT_SET -> false;
        };
    }

    private void fixed(CelExpr part, int units) {
        put(part, new Price.Fixed(units));
    }

    private void put(CelExpr part, Price price) {
        known.put((int) part.id(), price);
    }
}
