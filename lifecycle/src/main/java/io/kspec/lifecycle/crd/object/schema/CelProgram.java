package io.kspec.lifecycle.crd.object.schema;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelErrorCode;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelVariableResolver;
import io.kspec.lifecycle.crd.object.schema.CelMeter.TooCostlyException;
import io.kspec.lifecycle.crd.object.schema.CelPrices.Price;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A compiled expression of a rule over `self` and `oldSelf`. Immutable; used by many threads.
final class CelProgram {
    /// What comes of the values that the expression is given, and so comes in the API server too.
    private static final Set<CelErrorCode> OF_THE_VALUES = EnumSet.of(
            CelErrorCode.ATTRIBUTE_NOT_FOUND,
            CelErrorCode.INDEX_OUT_OF_BOUNDS,
            CelErrorCode.DIVIDE_BY_ZERO,
            CelErrorCode.NUMERIC_OVERFLOW,
            CelErrorCode.INVALID_ARGUMENT,
            CelErrorCode.BAD_FORMAT);

    private final CelRuntime.Program program;
    private final List<Price> prices;
    private final boolean usesOldSelf;

    private CelProgram(CelRuntime.Program program, List<Price> prices, boolean usesOldSelf) {
        this.program = program;
        this.prices = prices;
        this.usesOldSelf = usesOldSelf;
    }

    /// What came of an evaluation.
    enum Answer {
        HOLDS,
        FAILS,
        /// It came to an error that the API server comes to as well, and refuses the object for.
        ERROR,
        /// It was ended because it cost more than one rule may, which the API server refuses the object for.
        TOO_COSTLY,
        /// It came to an error of which that is not known.
        UNKNOWN
    }

    /// What came of it, and what that cost as the API server counts.
    record Evaluated(Answer answer, long cost) {}

    /// Empty when the expression uses what is not known here.
    ///
    /// @param optionalOldSelf whether `oldSelf` is an optional
    static Optional<CelProgram> compile(String expression, boolean optionalOldSelf) {
        CelValidationResult checked =
                (optionalOldSelf ? CelLanguage.WITH_OPTIONAL : CelLanguage.PLAIN).compile(expression);
        if (checked.hasError()) {
            return Optional.empty();
        }
        try {
            CelAbstractSyntaxTree ast = checked.getAst();
            boolean usesOldSelf = CelNavigableAst.fromAst(ast)
                    .getRoot()
                    .allNodes()
                    .anyMatch(node -> node.getKind() == Kind.IDENT
                            && node.expr().ident().name().equals(CelLanguage.OLD_SELF));
            return Optional.of(new CelProgram(CelLanguage.RUNTIME.createProgram(ast), CelPrices.of(ast), usesOldSelf));
        } catch (CelValidationException impossible) {
            throw new IllegalStateException(expression, impossible);
        } catch (CelEvaluationException notBuilt) {
            return Optional.empty();
        }
    }

    boolean usesOldSelf() {
        return usesOldSelf;
    }

    /// @param variables `self` and `oldSelf` by name
    Evaluated evaluate(CelVariableResolver variables) {
        var meter = new CelMeter(prices);
        Answer answer = answer(variables, meter);
        return new Evaluated(meter.isPassed() ? Answer.TOO_COSTLY : answer, meter.spent());
    }

    private Answer answer(CelVariableResolver variables, CelMeter meter) {
        try {
            return Boolean.TRUE.equals(program.trace(variables, meter)) ? Answer.HOLDS : Answer.FAILS;
        } catch (TooCostlyException ended) {
            return Answer.TOO_COSTLY;
        } catch (MistypedException mistyped) {
            return Answer.ERROR;
        } catch (CelEvaluationException failed) {
            boolean ofTheValues =
                    failed.getCause() instanceof MistypedException || OF_THE_VALUES.contains(failed.getErrorCode());
            return ofTheValues ? Answer.ERROR : Answer.UNKNOWN;
        } catch (ClassCastException | IllegalArgumentException | IllegalStateException notUnderstood) {
            return Answer.UNKNOWN;
        }
    }
}
