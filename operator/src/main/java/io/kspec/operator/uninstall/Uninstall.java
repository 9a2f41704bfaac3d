package io.kspec.operator.uninstall;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kspec.core.failure.Failure;
import io.kspec.kube.failure.ApiFailures;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// Removes what would block a cluster, or stay without use, once the operator is gone: registrations, policies,
/// finalizers, certificates and the Lease. Definitions, and the objects people declared, stay.
///
/// Every step is tried, whatever becomes of the others, and may be repeated: what is gone already is no failure.
public final class Uninstall {
    private static final int NOT_FOUND = 404;

    private final KubernetesClient client;
    private final Consumer<String> says;
    private final List<Step> steps;

    /// One thing to take away.
    ///
    /// @param what it is, as it ends the sentence of its failure
    /// @param resource as roles name it
    /// @param action does it and says what it did
    record Step(String what, String verb, String resource, Action action) {
        @FunctionalInterface
        interface Action {
            /// Called once.
            ///
            /// @throws KubernetesClientException when the API server refuses or does not answer
            String run() throws InterruptedException;
        }
    }

    /// @param namespace the operator's own
    /// @param patience how long its pods may take to end
    /// @param says one line for every step
    public Uninstall(KubernetesClient client, String namespace, Duration patience, Clock clock, Consumer<String> says) {
        this.client = client;
        this.says = says;
        var operator = new RunningReplicas(client, namespace, patience, clock);
        var leavings = new Leavings(client, namespace);
        // the operator first: it puts back what is taken away below
        this.steps = List.of(
                new Step("the operator", "patch", "deployments", operator::stop),
                new Step("its pods", "list", "pods", operator::awaitEnd),
                leavings.named(Leavings.VALIDATING, "kspec-validating-webhook"),
                leavings.named(Leavings.MUTATING, "kspec-mutating-webhook"),
                leavings.generated(Leavings.BINDING),
                leavings.generated(Leavings.POLICY),
                leavings.generated(Leavings.KYVERNO),
                leavings.finalizers(Leavings.SPECIFICATION, "kspec.io/cleanup"),
                leavings.finalizers(Leavings.TARGET, "kspec.io/cleanup"),
                leavings.finalizers(Leavings.DEVOPS_POLICY, "devops.stochastic.io/cleanup"),
                leavings.own(Leavings.CERTIFICATE, "kspec-webhook-cert"),
                leavings.own(Leavings.CERTIFICATE, "kspec-webhook-authority"),
                leavings.own(Leavings.ISSUER, "kspec-webhook-authority"),
                leavings.own(Leavings.ISSUER, "kspec-self-signed"),
                leavings.own(Leavings.SECRET, "kspec-webhook-authority"),
                leavings.own(Leavings.SECRET, "kspec-webhook-tls"),
                leavings.own(Leavings.SECRET, "kspec-webhook-ca"),
                leavings.own(Leavings.LEASE, "kspec-operator-lock"));
    }

    /// Does every step.
    ///
    /// @return how many failed
    public long run() throws InterruptedException {
        long failed = 0;
        for (Step step : steps) {
            failed += done(step) ? 0 : 1;
        }
        says.accept(
                failed == 0
                        ? "nothing of kspec blocks this cluster any more; its definitions and objects stay"
                        : "%d of %d steps failed. Mend what they name and run this again."
                                .formatted(failed, steps.size()));
        return failed;
    }

    private boolean done(Step step) throws InterruptedException {
        try {
            says.accept("%s: %s".formatted(step.what(), step.action().run()));
            return true;
        } catch (KubernetesClientException refused) {
            if (refused.getCode() == NOT_FOUND) {
                says.accept("%s: not there".formatted(step.what()));
                return true;
            }
            Failure why = ApiFailures.of(
                    refused, client.getMasterUrl().toString(), step.verb(), step.resource(), step.what());
            says.accept("%s: FAILED, %s".formatted(step.what(), why.sentence()));
        } catch (StillRunning running) {
            says.accept("%s: FAILED, %s".formatted(step.what(), running.getMessage()));
        }
        return false;
    }
}
