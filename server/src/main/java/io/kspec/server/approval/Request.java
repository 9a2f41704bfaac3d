package io.kspec.server.approval;

import io.kspec.lifecycle.approval.Approval;
import io.kspec.lifecycle.approval.ApprovalState;
import io.kspec.server.audit.Actor;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// A stored request for consent.
///
/// @param deployment that waits for it
/// @param approval the rules' view of it; its people are ids
/// @param names of those people, by id
public record Request(
        UUID id,
        Optional<UUID> deployment,
        Ask.What what,
        Actor requester,
        Instant createdAt,
        Approval approval,
        Map<String, String> names) {
    public Request {
        names = Map.copyOf(names);
    }

    /// Where it stands.
    public ApprovalState state() {
        return approval.state();
    }

    /// The name for people of somebody in [Approval].
    public String name(String person) {
        return names.getOrDefault(person, person);
    }

    Request with(Approval next, Actor by) {
        Map<String, String> known = new HashMap<>(names);
        known.put(by.id(), by.name());
        return new Request(id, deployment, what, requester, createdAt, next, known);
    }
}
