package io.kspec.server.rollout;

import io.kspec.lifecycle.rollout.Revision;
import io.kspec.lifecycle.rollout.Rollout;
import java.util.Optional;

/// Takes an operator out of a cluster: its custom resources are exported, then its release is removed.
/// CustomResourceDefinitions and custom resources stay.
///
/// May come again after it was done or half done; each step that writes asks the fence first. Runs outside any
/// transaction.
public interface TakingOut {
    /// What runs there.
    ///
    /// @param by the rollout that brought it
    /// @param namespace where its traffic goes; empty is the operator's own
    record Installed(Rollout by, Revision revision, Optional<String> namespace) {}

    /// What came of it.
    sealed interface Result {
        /// The release is gone.
        ///
        /// @param lost custom resources that are not there any more, although none should be missing
        record Out(int customResources, int lost, String message) implements Result {}

        /// Not now.
        record Silent(String why) implements Result {}

        /// Not at all; nothing more is tried.
        record Refused(String why) implements Result {}
    }

    Result takeOut(Undeployment what, Installed installed, Fence fence);
}
