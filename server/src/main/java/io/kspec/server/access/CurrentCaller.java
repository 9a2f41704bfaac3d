package io.kspec.server.access;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/// Who asks in the request that is served now; resources of endpoints with [Allowed] may rely on [#get].
@RequestScoped
public class CurrentCaller {
    private Optional<Caller> caller = Optional.empty();

    public void is(Caller known) {
        caller = Optional.of(known);
    }

    /// Empty without a valid token.
    public Optional<Caller> known() {
        return caller;
    }

    public Caller get() {
        return caller.orElseThrow(() -> new IllegalStateException("an endpoint without @Allowed asked who calls"));
    }
}
