package io.kspec.bench.rollout;

import io.kspec.bench.https.Doors;
import io.kspec.bench.https.RealServer;
import java.nio.charset.StandardCharsets;

/// Clusters beyond those for which control planes fit on this machine: each is a namespace of a real API server,
/// behind a port of its own. What it calls [#NAMESPACE] has another name on the API server. Reads and writes are real.
final class Tenants {
    /// As long as the name of every tenant, so that nothing else in a request changes.
    static final String NAMESPACE = "tenant-000";

    private final Doors doors;
    private int count;

    Tenants(Doors doors) {
        this.doors = doors;
    }

    /// A further cluster; answers its kubeconfig.
    String another(RealServer real) {
        String own = "tenant-%03d".formatted(++count);
        return real.kubeconfigOf(doors.open(asked -> answer(real, asked, own)), doors.identity());
    }

    private static Doors.Answer answer(RealServer real, Doors.Asked asked, String own) {
        Doors.Answer answer = real.ask(new Doors.Asked(
                asked.method(),
                asked.uri().replace(NAMESPACE, own),
                asked.contentType(),
                asked.authorization(),
                asked.body().replace(NAMESPACE, own)));
        return new Doors.Answer(
                answer.status(),
                new String(answer.body(), StandardCharsets.ISO_8859_1)
                        .replace(own, NAMESPACE)
                        .getBytes(StandardCharsets.ISO_8859_1));
    }
}
