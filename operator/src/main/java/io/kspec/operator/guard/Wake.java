package io.kspec.operator.guard;

import io.fabric8.kubernetes.client.informers.ResourceEventHandler;

/// Tells of every event, whatever it is.
record Wake<T>(Runnable changed) implements ResourceEventHandler<T> {
    @Override
    public void onAdd(T object) {
        changed.run();
    }

    @Override
    public void onUpdate(T before, T after) {
        changed.run();
    }

    @Override
    public void onDelete(T object, boolean finalStateUnknown) {
        changed.run();
    }
}
