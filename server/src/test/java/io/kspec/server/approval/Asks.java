package io.kspec.server.approval;

import io.kspec.lifecycle.approval.ApprovalKind;
import io.kspec.lifecycle.approval.Need;
import io.kspec.lifecycle.strategy.Environment;
import io.kspec.server.access.Caller;
import io.kspec.server.access.Role;
import io.kspec.server.audit.Actor;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Requests for tests, each for a deployment of its own.
final class Asks {
    static final Actor OLGA = new Actor("olga", "Olga", Optional.of("olga@kspec.test"));

    private Asks() {}

    static Ask of(ApprovalKind kind) {
        return of(UUID.randomUUID(), kind, Environment.PRODUCTION, 1);
    }

    static Ask of(UUID deployment, ApprovalKind kind, Environment environment, int quorum) {
        return new Ask(
                new Need(kind, environment, quorum, "A Production cluster is changed."),
                Optional.of(deployment),
                OLGA,
                "a".repeat(64),
                new Ask.What(
                        "certificates",
                        Optional.of("1.0.0"),
                        "2.0.0",
                        List.of("east", "west"),
                        List.of("certificates.example.org"),
                        List.of("spec.name was removed")));
    }

    static Ask by(Ask ask, Actor requester) {
        return new Ask(ask.need(), ask.deployment(), requester, ask.digest(), ask.what());
    }

    static Ask withDigest(Ask ask, String digest) {
        return new Ask(ask.need(), ask.deployment(), ask.requester(), digest, ask.what());
    }

    static Ask withOperator(Ask ask, String operator) {
        return withCrds(ask, operator, ask.what().crdNames().toArray(String[]::new));
    }

    static Ask withCrds(Ask ask, String operator, String... crds) {
        Ask.What what = ask.what();
        return new Ask(
                ask.need(),
                ask.deployment(),
                ask.requester(),
                ask.digest(),
                new Ask.What(
                        operator,
                        what.fromVersion(),
                        what.targetVersion(),
                        what.clusters(),
                        List.of(crds),
                        what.crdChanges()));
    }

    static Caller admin(String id) {
        return new Caller(id, "Admin " + id, Optional.empty(), Set.of(Role.Admin), List.of(), "token");
    }
}
