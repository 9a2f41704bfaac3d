package io.kspec.core.validation;

import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.WorkloadsSpec;
import io.kspec.core.verdict.FieldPath;
import java.util.ArrayList;
import java.util.List;

/// The fields of a specification that ask for something this version does not do. When a feature is built, its line
/// here goes.
final class UnbuiltFields {
    private static final String LOCAL = "local";

    private final List<UnbuiltField> others = new ArrayList<>();
    private final List<UnbuiltField> narrowing = new ArrayList<>();

    private UnbuiltFields() {}

    /// Looks at every field that this version does not evaluate; one that is set to nothing is left out.
    static UnbuiltFields of(ClusterSpec spec) {
        var found = new UnbuiltFields();
        found.narrowing(spec);
        found.sections(spec);
        return found;
    }

    /// Those that would make kspec refuse less than it does without them.
    List<UnbuiltField> narrowing() {
        return List.copyOf(narrowing);
    }

    List<UnbuiltField> all() {
        var all = new ArrayList<>(narrowing);
        all.addAll(others);
        return List.copyOf(all);
    }

    private void narrowing(ClusterSpec spec) {
        narrowing(spec.clusterRef() != null && !LOCAL.equals(spec.clusterRef().name()), "clusterRef", false);
        narrowing(spec.clusterSelector() != null, "clusterSelector", false);
    }

    private void sections(ClusterSpec spec) {
        if (spec.workloads() != null) {
            workloads(spec.workloads());
        }
        unbuilt(!spec.alertConfigs().isEmpty(), "alertConfigs", false);
    }

    private void workloads(WorkloadsSpec section) {
        unbuilt(
                section.images() != null && Boolean.TRUE.equals(section.images().requireSignatures()),
                "workloads.images.requireSignatures",
                true);
    }

    private void narrowing(boolean set, String path, boolean judgesWorkloads) {
        if (set) {
            narrowing.add(field(path, judgesWorkloads));
        }
    }

    private void unbuilt(boolean set, String path, boolean judgesWorkloads) {
        if (set) {
            others.add(field(path, judgesWorkloads));
        }
    }

    private static UnbuiltField field(String path, boolean judgesWorkloads) {
        return new UnbuiltField(FieldPath.of("spec." + path), judgesWorkloads);
    }
}
