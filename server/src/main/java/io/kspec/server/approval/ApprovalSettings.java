package io.kspec.server.approval;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;

/// How consent is asked for.
@ConfigMapping(prefix = "kspec.approvals")
public interface ApprovalSettings {
    /// How long people may take to decide.
    @WithDefault("PT24H")
    Duration timeout();

    /// How many different people must consent, by type, where it is not one (possible data loss: two):
    /// `kspec.approvals.quorum.BreakingCrdChange=2`.
    Map<String, Integer> quorum();

    /// How often a replica looks for requests whose time is over. From that time on they cannot be decided, whenever
    /// somebody looks.
    @WithDefault("PT1S")
    Duration poll();

    /// How long decided requests are kept.
    @WithDefault("P400D")
    Duration retention();
}
