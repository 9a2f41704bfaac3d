package io.kspec.lifecycle.crd.object.schema;

import dev.cel.common.CelOptions;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelOptionalLibrary;
import dev.cel.extensions.CelSetsExtensions;
import dev.cel.extensions.CelStringExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;

/// The language of rules in schemas: CEL with the extensions of strings, sets, optionals and two-variable loops, and
/// the functions of Kubernetes in [KubernetesFunctions].
///
/// Types are not checked: the API server did that when it accepted the definition.
final class CelLanguage {
    static final String SELF = "self";
    static final String OLD_SELF = "oldSelf";

    /// Iterations are bounded by what they cost ([CelMeter]), which ends them before this does.
    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .comprehensionMaxIterations(1_000_000)
            .build();

    private static final CelStringExtensions STRINGS = CelExtensions.strings();
    private static final CelSetsExtensions SETS = CelExtensions.sets(OPTIONS);
    private static final CelOptionalLibrary OPTIONALS = CelExtensions.optional(2);

    static final CelCompiler PLAIN = builder().addVar(OLD_SELF, SimpleType.DYN).build();

    static final CelCompiler WITH_OPTIONAL =
            builder().addVar(OLD_SELF, OptionalType.create(SimpleType.DYN)).build();

    static final CelRuntime RUNTIME = CelRuntimeFactory.legacyCelRuntimeBuilder()
            .setOptions(OPTIONS)
            .addLibraries(STRINGS, OPTIONALS, SETS, CelExtensions.comprehensions())
            .addFunctionBindings(KubernetesFunctions.BINDINGS)
            .build();

    private CelLanguage() {}

    private static CelCompilerBuilder builder() {
        return CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addVar(SELF, SimpleType.DYN)
                .addFunctionDeclarations(KubernetesFunctions.DECLARATIONS)
                .addLibraries(STRINGS, OPTIONALS, SETS, CelExtensions.comprehensions());
    }
}
