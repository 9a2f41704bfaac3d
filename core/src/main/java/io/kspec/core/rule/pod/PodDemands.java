package io.kspec.core.rule.pod;

import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.PodsSpec;
import io.kspec.core.spec.WorkloadsSpec;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a specification says about pods.
public final class PodDemands {
    private PodDemands() {}

    /// One section below `workloads`, when it is there.
    public static <T> Stream<T> section(ClusterSpec spec, Function<WorkloadsSpec, @Nullable T> section) {
        WorkloadsSpec workloads = spec.workloads();
        return workloads == null ? Stream.empty() : Stream.ofNullable(section.apply(workloads));
    }

    /// Whether a field below `workloads.pods` is true.
    public static boolean asks(ClusterSpec spec, Function<PodsSpec, @Nullable Boolean> field) {
        return section(spec, WorkloadsSpec::pods).anyMatch(pods -> Boolean.TRUE.equals(field.apply(pods)));
    }
}
