package io.kspec.local.kubelet;

import io.fabric8.kubernetes.api.model.ExecAction;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LifecycleHandler;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.TCPSocketAction;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a probe or a hook does to a container.
sealed interface Action {
    /// Runs a command beside it; exit code 0 is well.
    record Exec(List<String> command) implements Action {}

    /// Asks it; an answer from 200 to 399 is well.
    record Http(HTTPGetAction get) implements Action {}

    /// Connects to it.
    ///
    /// @param host empty: the pod's address
    record Tcp(Optional<String> host, IntOrString port) implements Action {}

    /// Waits, and is well.
    record Sleep(Duration time) implements Action {}

    /// Is never well: this kubelet cannot do it.
    record Unknown() implements Action {}

    static Action of(Probe probe) {
        return of(probe.getExec(), probe.getHttpGet(), probe.getTcpSocket());
    }

    static Action of(LifecycleHandler hook) {
        return hook.getSleep() == null
                ? of(hook.getExec(), hook.getHttpGet(), hook.getTcpSocket())
                : new Sleep(Duration.ofSeconds(hook.getSleep().getSeconds()));
    }

    private static Action of(@Nullable ExecAction exec, @Nullable HTTPGetAction get, @Nullable TCPSocketAction tcp) {
        if (exec != null) {
            return new Exec(List.copyOf(exec.getCommand()));
        }
        if (get != null) {
            return new Http(get);
        }
        return tcp == null ? new Unknown() : new Tcp(Optional.ofNullable(tcp.getHost()), tcp.getPort());
    }
}
