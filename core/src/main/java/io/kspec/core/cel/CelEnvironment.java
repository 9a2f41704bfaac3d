package io.kspec.core.cel;

import dev.cel.common.CelOptions;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelOptionalLibrary;
import dev.cel.extensions.CelSetsExtensions;
import dev.cel.extensions.CelStringExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.validator.CelValidator;
import dev.cel.validator.CelValidatorFactory;
import dev.cel.validator.validators.DurationLiteralValidator;
import dev.cel.validator.validators.HomogeneousLiteralValidator;
import dev.cel.validator.validators.TimestampLiteralValidator;

/// The language that both sides speak: the standard functions and macros, and of the extensions of strings, sets and
/// optionals what an API server of 1.30 has. Made when the first expression is compiled; used by many threads.
final class CelEnvironment {
    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true) // as the API server: 1 == 1.0
            .maxExpressionCodePointSize(CelLimits.LONGEST_EXPRESSION)
            .maxParseRecursionDepth(CelLimits.DEEPEST_TEXT)
            .maxParseExpressionNodeCount(CelLimits.MOST_NODES)
            .comprehensionMaxIterations(CelLimits.MOST_ROUNDS)
            .maxRegexProgramSize(CelLimits.LARGEST_PATTERN)
            .build();

    private static final CelStringExtensions STRINGS = CelExtensions.strings(
            CelStringExtensions.Function.CHAR_AT,
            CelStringExtensions.Function.INDEX_OF,
            CelStringExtensions.Function.JOIN,
            CelStringExtensions.Function.LAST_INDEX_OF,
            CelStringExtensions.Function.LOWER_ASCII,
            CelStringExtensions.Function.REPLACE,
            CelStringExtensions.Function.SPLIT,
            CelStringExtensions.Function.SUBSTRING,
            CelStringExtensions.Function.TRIM,
            CelStringExtensions.Function.UPPER_ASCII);

    /// Without those whose result may be far longer than what they are given: [BoundedText] has them.
    private static final CelStringExtensions STRINGS_THAT_STAY_SHORT = CelExtensions.strings(
            CelStringExtensions.Function.CHAR_AT,
            CelStringExtensions.Function.INDEX_OF,
            CelStringExtensions.Function.LAST_INDEX_OF,
            CelStringExtensions.Function.LOWER_ASCII,
            CelStringExtensions.Function.SPLIT,
            CelStringExtensions.Function.SUBSTRING,
            CelStringExtensions.Function.TRIM,
            CelStringExtensions.Function.UPPER_ASCII);

    private static final CelSetsExtensions SETS = CelExtensions.sets(OPTIONS);
    private static final CelOptionalLibrary OPTIONALS = CelExtensions.optional(1);

    static final CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar(CelNames.OBJECT, SimpleType.DYN)
            .addVar(CelNames.POD, SimpleType.DYN)
            .addVar(CelNames.POD_SPEC, SimpleType.DYN)
            .addVar(CelNames.POD_META, SimpleType.DYN)
            .addVar(CelNames.CONTAINERS, ListType.create(SimpleType.DYN))
            .addLibraries(STRINGS, OPTIONALS, SETS)
            .build();

    static final CelRuntime RUNTIME = CelRuntimeFactory.legacyCelRuntimeBuilder()
            .setOptions(OPTIONS)
            .addLibraries(STRINGS_THAT_STAY_SHORT, OPTIONALS, SETS)
            .addFunctionBindings(BoundedText.BINDINGS)
            .build();

    /// What the API server asks of literals beside their grammar: lists and maps of one type, sound durations and
    /// times.
    static final CelValidator LITERALS = CelValidatorFactory.standardCelValidatorBuilder(COMPILER, RUNTIME)
            .addAstValidators(
                    HomogeneousLiteralValidator.newInstance(),
                    DurationLiteralValidator.INSTANCE,
                    TimestampLiteralValidator.INSTANCE)
            .build();

    private CelEnvironment() {}
}
