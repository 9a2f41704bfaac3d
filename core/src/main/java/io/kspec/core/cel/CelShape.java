package io.kspec.core.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import java.util.Optional;

/// The limits that are seen in a checked expression.
final class CelShape {
    private CelShape() {}

    /// The first limit that the expression passes.
    static Optional<CelProblem> problem(CelAbstractSyntaxTree ast) {
        int nodes = 0;
        int depth = 0;
        int loops = 0;
        for (CelNavigableExpr node : (Iterable<CelNavigableExpr>)
                CelNavigableAst.fromAst(ast).getRoot().allNodes()::iterator) {
            nodes++;
            depth = Math.max(depth, node.depth());
            loops = Math.max(loops, isLoop(node) ? loopsAround(node) + 1 : 0);
        }
        if (loops > CelLimits.DEEPEST_LOOP) {
            return Optional.of(new CelProblem(
                    "%d loops stand inside one another".formatted(loops),
                    "At most %d may.".formatted(CelLimits.DEEPEST_LOOP)));
        }
        if (nodes > CelLimits.MOST_NODES || depth > CelLimits.DEEPEST_TREE) {
            return Optional.of(new CelProblem(
                    "the expression has %,d parts, %d of them inside one another".formatted(nodes, depth),
                    "At most %,d and %d are allowed: write several rules."
                            .formatted(CelLimits.MOST_NODES, CelLimits.DEEPEST_TREE)));
        }
        return Optional.empty();
    }

    private static int loopsAround(CelNavigableExpr node) {
        int loops = 0;
        CelNavigableExpr inner = node;
        Optional<CelNavigableExpr> around = node.parent();
        while (around.isPresent()) {
            loops += isLoop(around.get()) && !isRange(inner, around.get()) ? 1 : 0;
            inner = around.get();
            around = inner.parent();
        }
        return loops;
    }

    /// What a loop runs over is evaluated once.
    private static boolean isRange(CelNavigableExpr inner, CelNavigableExpr loop) {
        return inner.id() == loop.expr().comprehension().iterRange().id();
    }

    /// Not the loop over nothing that `optMap` names a value with.
    private static boolean isLoop(CelNavigableExpr node) {
        if (node.getKind() != Kind.COMPREHENSION) {
            return false;
        }
        var range = node.expr().comprehension().iterRange();
        return range.getKind() != Kind.LIST || !range.list().elements().isEmpty();
    }
}
