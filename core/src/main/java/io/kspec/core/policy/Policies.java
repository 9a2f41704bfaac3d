package io.kspec.core.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.rule.WorkloadRule;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.spec.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A rulebook as policies for somebody else's admission. They decide as [io.kspec.core.admission.Admission] decides,
/// and whatever a format cannot say is reported.
public final class Policies {
    private static final List<Shape> SHAPES = List.of(Shape.values());

    private Policies() {}

    /// Nothing for mode monitor, which only records.
    public static Generated of(Rulebook compiled, PolicyFormat format, Terms terms) {
        if (terms.mode() == Mode.MONITOR) {
            return Generated.NOTHING;
        }
        Rulebook rulebook = compiled.at(terms.now());
        var names = new ClusterPolicyNames(rulebook.specification(), terms.taken());
        var objects = new ArrayList<ObjectNode>();
        var leftOut = new ArrayList<Left>();
        for (WorkloadRule rule : rulebook.workloadRules()) {
            Optional<Frame> frame = Frame.of(rulebook, rule.id(), terms);
            if (frame.isEmpty()) {
                leftOut.add(Left.recordedOnly(rule.id()));
                continue;
            }
            switch (Clause.of(rule, rulebook.reach().exemptions().list(), terms.now())) {
                case Clause.Reading.Said(Clause clause) -> objects.addAll(write(format, clause, frame.get(), names));
                case Clause.Reading.Unsaid(Left left) -> leftOut.add(left);
            }
        }
        rulebook.clusterRules()
                .forEach(rule -> leftOut.add(
                        new Left(rule.id(), "it judges a cluster, and a policy sees one object at a time")));
        return new Generated(objects, leftOut, objects.isEmpty() ? List.of() : departures(compiled, format, terms));
    }

    private static List<ObjectNode> write(PolicyFormat format, Clause clause, Frame frame, ClusterPolicyNames names) {
        return switch (format) {
            case PolicyFormat.AdmissionPolicy _ -> AdmissionPolicies.of(clause, frame, SHAPES);
            case PolicyFormat.KyvernoPolicy _ -> KyvernoPolicies.of(clause, frame, SHAPES);
            case PolicyFormat.KyvernoClusterPolicy _ ->
                List.of(KyvernoClusterPolicies.of(clause, frame, SHAPES, names.of(clause.id())));
        };
    }

    /// Policies have no clock, and not every format sees every request.
    private static List<String> departures(Rulebook rulebook, PolicyFormat format, Terms terms) {
        Stream<String> times = rulebook.reach().activation().always()
                ? Stream.empty()
                : Stream.of("the policies hold at all times, also outside those of spec.timeBasedActivation:"
                        + " remove them when the specification is to rest");
        Stream<String> ends = rulebook.reach().exemptions().holding(terms.now()).stream()
                .flatMap(exemption -> exemption.expires().stream()
                        .map(end -> "exemption %s stays in the policies after it ends at %s: generate them again then"
                                .formatted(exemption.name(), end)));
        Stream<String> stages = rulebook.enforcement().staging().from().stream()
                .filter(start -> terms.mode() == Mode.ENFORCE && terms.now().isBefore(start))
                .map(start -> "the policies go on as they are when spec.enforcement.enforceFrom comes, at %s:"
                                .formatted(start)
                        + " generate them again then");
        Stream<String> eras = rulebook.eras().stream()
                .filter(era -> terms.now().isBefore(era.from()))
                .map(era -> "an exemption of spec.podSecurity stays in the policies after it ends at %s: generate them"
                                .formatted(era.from())
                        + " again then");
        Stream<String> requests =
                switch (format) {
                    case PolicyFormat.AdmissionPolicy _, PolicyFormat.KyvernoPolicy _ -> Stream.empty();
                    case PolicyFormat.KyvernoClusterPolicy _ ->
                        Stream.of("changing the resources of a running pod (pods/resize) is not judged:"
                                + " the format matches kinds, and this is none");
                };
        return Stream.of(times, stages, ends, eras, requests)
                .flatMap(sentences -> sentences)
                .toList();
    }
}
