package io.kspec.core.impact;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.subject.Workload;
import io.kspec.core.subject.WorkloadKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds what a workload belongs to at the top.
final class Owners {
    /// A Pod belongs to a ReplicaSet, that one to a Deployment; longer chains are loops.
    private static final int LONGEST_CHAIN = 4;

    private final Map<String, Workload> byUid = new HashMap<>();

    Owners(List<Workload> workloads) {
        workloads.stream()
                .filter(workload -> !workload.uid().isEmpty())
                .forEach(workload -> byUid.put(workload.uid(), workload));
    }

    /// Where an owner was not read, what the owned one says of it.
    Owner of(Workload workload) {
        Workload top = workload;
        for (int step = 0; step < LONGEST_CHAIN; step++) {
            Optional<String> controller = top.controller();
            if (controller.isEmpty()) {
                break;
            }
            Workload above = byUid.get(controller.get());
            if (above == null) {
                return named(top);
            }
            top = above;
        }
        return new Owner(top.ref().namespace(), top.ref().kind(), top.ref().name());
    }

    private static Owner named(Workload owned) {
        for (JsonNode owner : owned.subject().json().path("metadata").path("ownerReferences")) {
            boolean judged = WorkloadKind.of(
                            owner.path("apiVersion").asText(""),
                            owner.path("kind").asText(""))
                    .isPresent();
            if (judged && owner.path("controller").asBoolean(false)) {
                return new Owner(
                        owned.ref().namespace(),
                        owner.path("kind").asText(""),
                        owner.path("name").asText(""));
            }
        }
        throw new IllegalArgumentException("no controller: " + owned.ref().display());
    }
}
