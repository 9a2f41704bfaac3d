package io.kspec.core.resolve;

import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.validation.SpecProblem;
import io.kspec.core.verdict.FieldPath;
import java.util.List;
import java.util.Optional;

/// What became of a specification, its template and its bases: one specification that builds on nothing any more, or
/// the reasons why there is none.
///
/// **Order** the template with its parameters, then the bases as listed, then the specification's own fields; each
/// joins what came before by `policyInheritance.mergeStrategy` (docs/decisions/0014).
/// **Inherits** the sections from kubernetes to rules. Whom the specification speaks of and what is done about it
/// (clusterRef, scope, times, exemptions, enforcement, webhooks, alerts, version) is its own only.
public sealed interface Resolution {
    /// The specification in force.
    ///
    /// @param effective has neither `policyTemplate` nor `policyInheritance`; resolving it again gives it back
    /// @param origins of every inherited or own demand, in the order of the fields
    /// @param warnings where it demands less than something it builds on
    record Resolved(ClusterSpec effective, List<Origin> origins, List<SpecProblem> warnings) implements Resolution {
        public Resolved {
            origins = List.copyOf(origins);
            warnings = List.copyOf(warnings);
        }

        /// Who declared the value at `path`, or the entry or section around it.
        public Optional<String> source(FieldPath path) {
            return origins.stream()
                    .filter(origin -> within(path, origin.path()) || within(origin.path(), path))
                    .map(Origin::source)
                    .findFirst();
        }

        private static boolean within(FieldPath inner, FieldPath outer) {
            List<String> around = outer.segments();
            return inner.segments().size() >= around.size()
                    && inner.segments().subList(0, around.size()).equals(around);
        }
    }

    /// It cannot be put together; what was in force before should stay.
    ///
    /// @param reason of the first problem, as the condition `SpecValid` gives it
    /// @param problems never empty
    record Refused(Reason reason, List<SpecProblem> problems) implements Resolution {
        public Refused {
            problems = List.copyOf(problems);
        }
    }

    /// The reasons of the condition `SpecValid` that composing can have.
    enum Reason {
        TEMPLATE_NOT_FOUND("TemplateNotFound"),
        BASE_NOT_FOUND("BaseNotFound"),
        INHERITANCE_CYCLE("InheritanceCycle"),
        POLICY_CONFLICT("PolicyConflict"),
        INVALID_FIELD("InvalidField");

        private final String word;

        Reason(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /// Never throws for any specification that could be read.
    static Resolution of(String name, ClusterSpec own, Library library) {
        return new Composition(library).resolve(name, own);
    }
}
