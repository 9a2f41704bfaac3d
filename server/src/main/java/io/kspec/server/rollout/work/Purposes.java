package io.kspec.server.rollout.work;

import io.kspec.lifecycle.rollout.Rollout;
import io.kspec.server.connection.Purpose;

/// What clusters are accessed for.
final class Purposes {
    private Purposes() {}

    static Purpose of(Rollout rollout) {
        return Purpose.own("deployment " + rollout.id());
    }
}
