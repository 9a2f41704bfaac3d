package io.kspec.kube.traffic;

import io.kspec.core.failure.Failure;

/// What became of an object that was to go.
public sealed interface Removal {
    OwnedObject object();

    /// It is gone, or will be when its finalizers have run.
    record Gone(OwnedObject object) implements Removal {}

    /// It is not the release's to take away.
    record Left(OwnedObject object, String because) implements Removal {}

    record Refused(OwnedObject object, Failure why) implements Removal {}
}
