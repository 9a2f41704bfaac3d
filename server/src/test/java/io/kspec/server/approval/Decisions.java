package io.kspec.server.approval;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jooq.DSLContext;

/// Hears decisions as the rollouts do, and remembers them.
@Singleton
public final class Decisions implements ApprovalListener {
    private final List<Request> told = new CopyOnWriteArrayList<>();

    @Override
    public void decided(DSLContext transaction, Request request) {
        told.add(request);
    }

    List<Request> about(UUID id) {
        return told.stream().filter(request -> request.id().equals(id)).toList();
    }
}
