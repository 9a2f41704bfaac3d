package io.kspec.server.approval;

import io.kspec.lifecycle.approval.ApprovalKind;
import io.kspec.lifecycle.approval.ApprovalState;
import io.kspec.lifecycle.strategy.Environment;
import io.kspec.server.approval.ApprovalFilter.View;
import io.kspec.server.web.Demands;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The filters of a list as they came.
final class ApprovalQuery {
    @QueryParam("status")
    @DefaultValue("Pending")
    String status = "Pending";

    @QueryParam("type")
    @Nullable
    String type;

    @QueryParam("environment")
    @Nullable
    String environment;

    @QueryParam("deploymentId")
    @Nullable
    String deploymentId;

    ApprovalFilter filter(View view) {
        Demands demands = new Demands();
        Optional<ApprovalState> state =
                one("status", Optional.of(status), ApprovalState.values(), ApprovalRows::word, demands);
        Optional<ApprovalKind> kind =
                one("type", Optional.ofNullable(type), ApprovalKind.values(), ApprovalKind::word, demands);
        Optional<Environment> where =
                one("environment", Optional.ofNullable(environment), Environment.values(), Environment::word, demands);
        Optional<UUID> deployment = Optional.ofNullable(deploymentId).flatMap(Ids::parse);
        demands.demand(deploymentId == null || deployment.isPresent(), "deploymentId", "must be a UUID");
        demands.done();
        return new ApprovalFilter(state.orElse(ApprovalState.PENDING), kind, where, deployment, view);
    }

    private static <T> Optional<T> one(
            String field, Optional<String> text, T[] values, Function<T, String> word, Demands demands) {
        Optional<T> known = text.flatMap(wanted -> Arrays.stream(values)
                .filter(value -> word.apply(value).equals(wanted))
                .findFirst());
        String words = Arrays.stream(values).map(word).collect(Collectors.joining(", "));
        demands.demand(text.isEmpty() || known.isPresent(), field, "must be one of " + words);
        return known;
    }
}
