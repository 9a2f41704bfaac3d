package io.kspec.core.scan;

import io.kspec.core.failure.Failure;
import io.kspec.core.scope.Coverage;
import io.kspec.core.scope.NamespaceLabels;
import io.kspec.core.scope.Scope;
import io.kspec.core.subject.Workload;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/// The workloads that a specification speaks of, and why that could not be told of others.
record InScope(List<Workload> inside, List<Failure> unknown) {
    InScope {
        inside = List.copyOf(inside);
        unknown = List.copyOf(unknown);
    }

    static InScope of(List<Workload> workloads, Scope scope, NamespaceLabels labels) {
        var inside = new ArrayList<Workload>();
        var unknown = new LinkedHashSet<Failure>();
        for (Workload workload : workloads) {
            switch (scope.covers(workload.ref(), labels)) {
                case Coverage.Inside _ -> inside.add(workload);
                case Coverage.Outside _ -> {}
                case Coverage.Unknown(Failure why) -> unknown.add(why);
            }
        }
        return new InScope(inside, List.copyOf(unknown));
    }

    /// What could not be read, and after it what could not be placed.
    List<Failure> gaps(List<Failure> unread) {
        var all = new ArrayList<>(unread);
        all.addAll(unknown);
        return all;
    }
}
