package io.kspec.server.operator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The body of PUT: what is absent stays. The last four are refused when they differ from what is registered.
public record OperatorChange(
        Optional<String> description,
        Optional<List<String>> crdNames,
        Optional<Map<String, String>> labels,
        Optional<ObjectNode> defaultValues,
        Optional<Map<String, ObjectNode>> environmentValues,
        Optional<AffinityBody> clusterAffinity,
        Optional<String> name,
        Optional<String> namespace,
        Optional<String> chartRepository,
        Optional<String> chartName) {}
