package io.kspec.server.operator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The body of POST. [OperatorChecks] judges it.
public record OperatorRequest(
        Optional<String> name,
        Optional<String> description,
        Optional<String> namespace,
        Optional<String> chartRepository,
        Optional<String> chartName,
        Optional<String> currentVersion,
        Optional<List<String>> crdNames,
        Optional<Map<String, String>> labels,
        Optional<ObjectNode> defaultValues,
        Optional<Map<String, ObjectNode>> environmentValues,
        Optional<AffinityBody> clusterAffinity) {}
