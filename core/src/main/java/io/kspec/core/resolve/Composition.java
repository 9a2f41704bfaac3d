package io.kspec.core.resolve;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.resolve.Piece.Section;
import io.kspec.core.resolve.Resolution.Reason;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.MergeStrategy;
import io.kspec.core.spec.PolicyInheritance;
import io.kspec.core.spec.PolicyTemplateRef;
import io.kspec.core.spec.PolicyTemplateSpec;
import io.kspec.core.spelling.Nearest;
import io.kspec.core.validation.SpecProblem;
import io.kspec.core.validation.SpecReading;
import io.kspec.core.verdict.FieldPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// One resolving: walks to the bases, each once, and joins them on the way back. For one thread.
final class Composition {
    private static final int DEEPEST = 5;
    private static final FieldPath SPEC = FieldPath.of("spec");
    private static final FieldPath TEMPLATE = SPEC.field("policyTemplate");
    private static final FieldPath INHERITANCE = SPEC.field("policyInheritance");
    private static final FieldPath BASES = INHERITANCE.field("basePolicies");
    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private final Library library;
    private final Map<String, Composed> done = new HashMap<>();
    private final Refusals refusals = new Refusals();

    Composition(Library library) {
        this.library = library;
    }

    /// @param height of the longest chain of bases below
    private record Composed(Section sections, int height, List<SpecProblem> weaker) {
        static final Composed NOTHING = new Composed(Section.EMPTY, 0, List.of());
    }

    /// Where in the specification that is resolved we are: the names from it down to a base, and the field that
    /// leads there.
    private record Chain(List<String> names, FieldPath at) {
        Chain to(String base, FieldPath entry) {
            return new Chain(Stream.concat(names.stream(), Stream.of(base)).toList(), names.size() == 1 ? entry : at);
        }

        /// `at` for what is wrong in the specification itself, else the entry that leads to the one that is wrong.
        FieldPath place(FieldPath inside) {
            return names.size() == 1 ? inside : at;
        }

        String words() {
            return String.join(" -> ", names);
        }

        String about(String what) {
            return names.size() == 1 ? what : "%s (%s)".formatted(what, words());
        }
    }

    Resolution resolve(String name, ClusterSpec own) {
        if (own.policyTemplate() == null && own.policyInheritance() == null) {
            Section sections = declared(own, specification(name));
            return new Resolution.Resolved(own, sections.origins(), List.of());
        }
        Composed composed = compose(own, new Chain(List.of(name), SPEC));
        if (refusals.any()) {
            return refusals.refused();
        }
        ObjectNode effective = MAPPER.valueToTree(own);
        effective.remove(List.of("policyTemplate", "policyInheritance"));
        effective.remove(Inherited.SECTIONS);
        effective.setAll(composed.sections().tree());
        return switch (SpecReading.of(effective, SPEC)) {
            case SpecReading.Read<ClusterSpec>(ClusterSpec spec) ->
                new Resolution.Resolved(spec, composed.sections().origins(), composed.weaker());
            case SpecReading.Unreadable<ClusterSpec>(var problems) ->
                new Resolution.Refused(Reason.INVALID_FIELD, problems);
        };
    }

    private Composed compose(ClusterSpec spec, Chain chain) {
        Optional<PolicyInheritance> inheritance = Optional.ofNullable(spec.policyInheritance());
        var joining = new Joining(inheritance
                .flatMap(given -> Optional.ofNullable(given.mergeStrategy()))
                .orElse(MergeStrategy.MERGE));
        var parts = new ArrayList<Section>();
        Optional.ofNullable(spec.policyTemplate()).ifPresent(ref -> parts.add(template(ref, chain)));
        List<Composed> bases =
                inheritance.map(given -> bases(given.basePolicies(), chain)).orElse(List.of());
        bases.forEach(base -> parts.add(base.sections()));
        Section built = parts.stream().reduce(joining::join).orElse(Section.EMPTY);
        Section effective =
                joining.join(built, declared(spec, specification(chain.names().getLast())));
        joining.conflicts().forEach(conflict -> conflict(conflict, conflict.remedy(), chain));
        List<SpecProblem> weaker = weaker(parts, effective);
        if (inheritance.map(PolicyInheritance::preventWeakening).orElse(false)) {
            weaker.forEach(problem ->
                    conflict(problem, "Demand as much, or turn policyInheritance.preventWeakening off.", chain));
        }
        int height = bases.stream().mapToInt(base -> base.height() + 1).max().orElse(0);
        return new Composed(effective, height, weaker);
    }

    private void conflict(SpecProblem problem, String remedy, Chain chain) {
        refusals.add(Reason.POLICY_CONFLICT, chain.place(problem.path()), chain.about(problem.what()), remedy);
    }

    private static List<SpecProblem> weaker(List<Section> parts, Section effective) {
        return parts.stream()
                .flatMap(part -> Weakening.of(part, effective).stream())
                .distinct()
                .toList();
    }

    private List<Composed> bases(List<String> names, Chain chain) {
        var bases = new ArrayList<Composed>();
        for (int position = 0; position < names.size(); position++) {
            bases.add(base(names.get(position), chain.to(names.get(position), BASES.index(position))));
        }
        return bases;
    }

    private Composed base(String name, Chain chain) {
        if (chain.names().subList(0, chain.names().size() - 1).contains(name)) {
            refusals.add(
                    Reason.INHERITANCE_CYCLE,
                    chain.at(),
                    "the bases lead back to where they began: %s".formatted(chain.words()),
                    "Remove one of these from the basePolicies of the one before it.");
            return Composed.NOTHING;
        }
        Composed known = done.get(name);
        if (chain.names().size() - 1 + (known == null ? 0 : known.height()) > DEEPEST) {
            refusals.add(
                    Reason.INVALID_FIELD,
                    chain.at(),
                    "the bases are more than %d deep: %s".formatted(DEEPEST, chain.words()),
                    "Build on fewer levels.");
            return Composed.NOTHING;
        }
        if (known == null) {
            known = found(name, chain);
            done.put(name, known);
        }
        return known;
    }

    private Composed found(String name, Chain chain) {
        List<SpecProblem> unreadable = library.unreadable(name);
        Optional<ClusterSpec> specification = library.specification(name);
        Optional<PolicyTemplateSpec> template = library.template(name);
        if (!unreadable.isEmpty()) {
            refusals.unreadable(Reason.BASE_NOT_FOUND, name, unreadable, chain.at());
        } else if (specification.isPresent() && template.isPresent()) {
            refusals.add(
                    Reason.INVALID_FIELD,
                    chain.at(),
                    "\"%s\" is a ClusterSpecification and a template: which one is meant cannot be known"
                            .formatted(name),
                    "Rename one of them.");
        } else if (specification.isPresent()) {
            return compose(specification.get(), chain);
        } else if (template.isPresent()) {
            return new Composed(filled(name, template.get(), Map.of(), chain.at()), 0, List.of());
        } else {
            missing(name, chain);
        }
        return Composed.NOTHING;
    }

    private void missing(String name, Chain chain) {
        List<String> names = Stream.concat(library.specifications().stream(), library.templates().stream())
                .toList();
        String what = "there is no ClusterSpecification or template \"%s\"".formatted(name);
        refusals.add(
                Reason.BASE_NOT_FOUND,
                chain.at(),
                chain.names().size() == 2 ? what : "%s (%s)".formatted(what, chain.words()),
                nearest(name, names));
    }

    private Section template(PolicyTemplateRef ref, Chain chain) {
        String name = ref.name() == null ? "" : ref.name();
        FieldPath at = chain.place(TEMPLATE);
        List<SpecProblem> unreadable = library.unreadable(name);
        Optional<PolicyTemplateSpec> template = library.template(name);
        if (template.isPresent()) {
            return filled(name, template.get(), ref.parameters(), at);
        }
        if (unreadable.isEmpty()) {
            refusals.add(
                    Reason.TEMPLATE_NOT_FOUND,
                    chain.place(TEMPLATE.field("name")),
                    chain.about("there is no template \"%s\"".formatted(name)),
                    nearest(name, library.templates()));
        } else {
            refusals.unreadable(Reason.TEMPLATE_NOT_FOUND, name, unreadable, at);
        }
        return Section.EMPTY;
    }

    private Section filled(String name, PolicyTemplateSpec template, Map<String, String> parameters, FieldPath at) {
        return switch (Filled.of(name, template, parameters, at)) {
            case Filled.Policy(ObjectNode sections) -> Piece.of(sections, "PolicyTemplate " + name);
            case Filled.Wrong(List<SpecProblem> problems) -> {
                problems.forEach(problem ->
                        refusals.add(Reason.INVALID_FIELD, problem.path(), problem.what(), problem.remedy()));
                yield Section.EMPTY;
            }
        };
    }

    private static Section declared(ClusterSpec spec, String source) {
        return Piece.of(Inherited.of(MAPPER.valueToTree(spec)), source);
    }

    private static String specification(String name) {
        return "ClusterSpecification " + name;
    }

    private static String nearest(String name, List<String> known) {
        return Nearest.to(name, known)
                .map(near -> "Did you mean \"%s\"?".formatted(near))
                .orElse(known.isEmpty() ? "There are none." : "There are: %s.".formatted(String.join(", ", known)));
    }
}
