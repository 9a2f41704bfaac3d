package io.kspec.server.rollout;

import io.kspec.lifecycle.rollout.Answer;
import io.kspec.lifecycle.rollout.Command;
import io.kspec.lifecycle.rollout.Rollout;

/// Does in clusters what commands of [Lane#CLUSTERS] ask for.
///
/// A command may come again after it was done, half done or is still being done by a worker that was given up:
/// doing it twice must be the same as once, and each step that writes asks the fence first. Runs outside any
/// transaction. Expected trouble is an answer ([Answer.Refused] for good, [Answer.Unavailable] for now); what is
/// thrown is a bug.
public interface ClusterWork {
    /// Does one command, once more when it was done before.
    ///
    /// @param rollout as it stood when the command was taken
    Answer perform(Rollout rollout, Command command, Fence fence);
}
