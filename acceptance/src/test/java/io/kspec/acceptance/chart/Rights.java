package io.kspec.acceptance.chart;

import java.util.List;
import java.util.stream.Stream;

/// Every right that the chart grants with all its features on, and who needs it. [RightsTest] holds the chart and
/// this list together, in both directions.
///
/// Where a reason begins with `later:`, nothing uses the right yet; a specification or a feature that is on its way
/// asks for it. Where it begins with `list:`, the right shows nothing that listing does not show, and saves the
/// next feature a change of the role.
public final class Rights {
    private Rights() {}

    /// One verb on one resource.
    ///
    /// @param role the ClusterRole or Role that grants it
    /// @param group empty for the core group
    /// @param names the only objects it holds for; empty for all
    public record Right(String role, String group, String resource, String names, String verb, String because) {
        /// Whether something would fail today without it.
        public boolean inUse() {
            return !because.startsWith("later:") && !because.startsWith("list:");
        }

        /// All but the reason.
        public String claim() {
            return "%s may %s %s.%s %s"
                    .formatted(role, verb, resource, group, names)
                    .strip();
        }
    }

    public static List<Right> all() {
        return Stream.of(READ, OWN_KINDS, GUARDS, WORKLOADS, NAMESPACE, HOOKS, PEOPLE)
                .flatMap(String::lines)
                .filter(line -> !line.isBlank())
                .flatMap(Rights::rights)
                .toList();
    }

    /// `role | group | resources | names | verbs | because`, several resources and verbs apart by spaces.
    private static Stream<Right> rights(String line) {
        String[] cells = Stream.of(line.split("\\|")).map(String::strip).toArray(String[]::new);
        return Stream.of(cells[2].split(" ")).flatMap(resource -> Stream.of(cells[4].split(" "))
                .map(verb -> new Right(cells[0], cells[1], resource, cells[3], verb, cells[5])));
    }

    private static final String READ = """
            kspec-operator-read | | namespaces | | get        | ReportWriter: the UID of kube-system names the cluster
            kspec-operator-read | | namespaces | | list watch | NamespaceCache: scopes by label, at every admission
            kspec-operator-read | | nodes | | list | later: rules about nodes
            kspec-operator-read | | pods services serviceaccounts | | list | ClusterReader: every scan
            kspec-operator-read | | nodes pods services serviceaccounts | | get watch | list:
            kspec-operator-read | apps | deployments statefulsets daemonsets replicasets | | list      | ClusterReader: every scan
            kspec-operator-read | apps | deployments statefulsets daemonsets replicasets | | get watch | list:
            kspec-operator-read | batch | jobs cronjobs | | list      | ClusterReader: every scan
            kspec-operator-read | batch | jobs cronjobs | | get watch | list:
            kspec-operator-read | networking.k8s.io | networkpolicies | | list      | ClusterReader: rules about networks
            kspec-operator-read | networking.k8s.io | networkpolicies | | get watch | list:
            kspec-operator-read | rbac.authorization.k8s.io | roles rolebindings clusterroles clusterrolebindings | | list      | ClusterReader: rules about rights
            kspec-operator-read | rbac.authorization.k8s.io | roles rolebindings clusterroles clusterrolebindings | | get watch | list:
            kspec-operator-read | admissionregistration.k8s.io | validatingwebhookconfigurations validatingadmissionpolicies validatingadmissionpolicybindings | | list watch | LiveGuards: sees tampering at once
            kspec-operator-read | admissionregistration.k8s.io | validatingwebhookconfigurations validatingadmissionpolicies validatingadmissionpolicybindings | | get | list:
            kspec-operator-read | admissionregistration.k8s.io | mutatingwebhookconfigurations | | list watch | LiveGuards, rules about admission
            kspec-operator-read | admissionregistration.k8s.io | mutatingwebhookconfigurations | | get | list:
            kspec-operator-read | apiregistration.k8s.io | apiservices | | list      | ClusterReader: who serves metrics
            kspec-operator-read | apiregistration.k8s.io | apiservices | | get watch | list:
            kspec-operator-read | apiextensions.k8s.io | customresourcedefinitions | clusterpolicies.kyverno.io validatingpolicies.policies.kyverno.io | list watch | KyvernoWatch: whether Kyverno is installed
            kspec-operator-read | kyverno.io | clusterpolicies policies | | list      | ClusterReader: policies that are ready
            kspec-operator-read | kyverno.io | clusterpolicies policies | | get watch | list:
            kspec-operator-read | policies.kyverno.io | validatingpolicies | | list      | ClusterReader: policies that are ready
            kspec-operator-read | policies.kyverno.io | validatingpolicies | | get watch | list:
            """;

    private static final String OWN_KINDS = """
            kspec-operator-own-kinds | kspec.io | clusterspecifications | | list watch   | SpecificationCache, the controller
            kspec-operator-own-kinds | kspec.io | clusterspecifications | | patch        | the controller: finalizer
            kspec-operator-own-kinds | kspec.io | clusterspecifications | | get          | list:
            kspec-operator-own-kinds | kspec.io | clusterspecifications | | create update delete | later: full rights on kspec's own kinds
            kspec-operator-own-kinds | kspec.io | policytemplates       | | list watch   | SpecificationCache: what specifications build on
            kspec-operator-own-kinds | kspec.io | policytemplates       | | get          | list:
            kspec-operator-own-kinds | kspec.io | policytemplates       | | create update patch delete | later: full rights on kspec's own kinds
            kspec-operator-own-kinds | kspec.io | compliancereports driftreports | | list create delete | ReportWriter: writes, and removes the oldest
            kspec-operator-own-kinds | kspec.io | compliancereports driftreports | | get watch | list:
            kspec-operator-own-kinds | kspec.io | compliancereports driftreports | | update patch | later: full rights on kspec's own kinds
            kspec-operator-own-kinds | kspec.io | driftconfigs          | | list watch   | DriftConfigCache
            kspec-operator-own-kinds | kspec.io | driftconfigs          | | get          | list:
            kspec-operator-own-kinds | kspec.io | driftconfigs          | | create update patch delete | later: full rights on kspec's own kinds
            kspec-operator-own-kinds | kspec.io | clustertargets        | | get list watch create update patch delete | later: remote clusters
            kspec-operator-own-kinds | kspec.io | clusterspecifications/status | | patch  | SpecificationReconciler
            kspec-operator-own-kinds | kspec.io | clusterspecifications/status | | get update | later: full rights on the status of own kinds
            kspec-operator-own-kinds | kspec.io | compliancereports/status driftreports/status | | update | ReportWriter
            kspec-operator-own-kinds | kspec.io | compliancereports/status driftreports/status | | get patch | later: full rights on the status of own kinds
            kspec-operator-own-kinds | kspec.io | driftconfigs/status   | | update       | DriftTimetable
            kspec-operator-own-kinds | kspec.io | driftconfigs/status   | | get patch    | later: full rights on the status of own kinds
            kspec-operator-own-kinds | kspec.io | clustertargets/status | | get update patch | later: remote clusters
            kspec-operator-own-kinds | kspec.io | clusterspecifications/finalizers clustertargets/finalizers | | update | later: reports whose owner must wait for them
            kspec-operator-own-kinds | devops.stochastic.io | devopspolicies | | list watch | DevOpsController
            kspec-operator-own-kinds | devops.stochastic.io | devopspolicies | | patch | DevOpsReconciler: finalizer
            kspec-operator-own-kinds | devops.stochastic.io | devopspolicies | | get update | list:
            kspec-operator-own-kinds | devops.stochastic.io | devopspolicies/status | | patch | DevOpsReconciler
            kspec-operator-own-kinds | devops.stochastic.io | devopspolicies/status | | get update | list:
            kspec-operator-own-kinds | | events | | create | LeaderEvents: who leads
            kspec-operator-own-kinds | | events | | patch | later: events as audit trail
            kspec-operator-own-kinds | events.k8s.io | events | | create patch | later: events as audit trail
            """;

    private static final String GUARDS = """
            kspec-operator-native-policies | admissionregistration.k8s.io | validatingadmissionpolicies validatingadmissionpolicybindings | | create update delete | GuardTurn: makes, repairs and removes guards
            kspec-operator-registrations | admissionregistration.k8s.io | validatingwebhookconfigurations | | create | GuardTurn: creating cannot be limited by name
            kspec-operator-registrations | admissionregistration.k8s.io | validatingwebhookconfigurations | kspec-validating-webhook | update | GuardTurn: repairs the registration
            kspec-operator-registrations | admissionregistration.k8s.io | validatingwebhookconfigurations | kspec-validating-webhook | delete | GuardTurn: removes it when admission is switched off
            kspec-operator-registrations | admissionregistration.k8s.io | mutatingwebhookconfigurations | | create | later: mutation
            kspec-operator-registrations | admissionregistration.k8s.io | mutatingwebhookconfigurations | kspec-mutating-webhook | update delete | later: mutation
            kspec-operator-kyverno | kyverno.io | clusterpolicies | | create update patch delete | later: generated policies of Kyverno held as guards
            """;

    private static final String WORKLOADS = """
            kspec-operator-remediation | apps  | deployments statefulsets daemonsets | | patch | WorkloadChanges: what rules demand, by server-side apply
            kspec-operator-remediation | batch | cronjobs | | patch | WorkloadChanges: what rules demand, by server-side apply
            kspec-operator-devops | apps | deployments statefulsets daemonsets | | patch | later: DevOpsPolicies in mode enforce
            """;

    private static final String NAMESPACE = """
            kspec-operator | | secrets | | create | CertificateSecrets: creating cannot be limited by name
            kspec-operator | | secrets | kspec-webhook-ca kspec-webhook-tls | get list watch update | CertificateSecrets: every replica serves with what is stored
            kspec-operator | coordination.k8s.io | leases | | create | KubernetesLease: creating cannot be limited by name
            kspec-operator | coordination.k8s.io | leases | kspec-operator-lock | get list watch update | KubernetesLease
            kspec-operator | coordination.k8s.io | leases | kspec-operator-lock | patch delete | later: full rights on the Lease
            kspec-operator | | configmaps | | list watch | PauseWatch: whether admission is paused
            kspec-operator | | configmaps | | get create update patch delete | later: what replicas must share
            kspec-operator-certificates | cert-manager.io | certificates | | get create patch delete | CertManager: asks for the serving certificate
            kspec-operator-certificates | cert-manager.io | certificates | | list watch update | later: certificates that are watched
            kspec-operator-certificates | cert-manager.io | issuers | | get create patch | CertManager: an authority of kspec's own
            kspec-operator-certificates | cert-manager.io | clusterissuers | | get | CertManager: the issuer that a specification names
            """;

    private static final String HOOKS = """
            kspec-operator-crds | apiextensions.k8s.io | customresourcedefinitions | | create | crds install: creating cannot be limited by name
            kspec-operator-crds | apiextensions.k8s.io | customresourcedefinitions | devopspolicies.devops.stochastic.io clusterspecifications.kspec.io clustertargets.kspec.io compliancereports.kspec.io driftconfigs.kspec.io driftreports.kspec.io policytemplates.kspec.io | patch | crds install: server-side apply
            kspec-operator-crds | apiextensions.k8s.io | customresourcedefinitions | devopspolicies.devops.stochastic.io clusterspecifications.kspec.io clustertargets.kspec.io compliancereports.kspec.io driftconfigs.kspec.io driftreports.kspec.io policytemplates.kspec.io | list | crds install: waits until they are served
            kspec-operator-crds | apiextensions.k8s.io | customresourcedefinitions | devopspolicies.devops.stochastic.io clusterspecifications.kspec.io clustertargets.kspec.io compliancereports.kspec.io driftconfigs.kspec.io driftreports.kspec.io policytemplates.kspec.io | get watch | list:
            kspec-operator-uninstall | admissionregistration.k8s.io | validatingwebhookconfigurations mutatingwebhookconfigurations | kspec-validating-webhook kspec-mutating-webhook | delete | Uninstall: nothing asks kspec any more
            kspec-operator-uninstall | admissionregistration.k8s.io | validatingadmissionpolicies validatingadmissionpolicybindings | | list delete | Uninstall: by label
            kspec-operator-uninstall | kyverno.io | clusterpolicies | | list delete | Uninstall: by label
            kspec-operator-uninstall | kspec.io | clusterspecifications clustertargets | | get list patch | Uninstall: finalizers
            kspec-operator-uninstall | devops.stochastic.io | devopspolicies | | get list patch | Uninstall: finalizers
            kspec-operator-uninstall | apps | deployments | kspec-operator | get patch | Uninstall: stops the operator first
            kspec-operator-uninstall | | pods | | list | Uninstall: waits until it stopped
            kspec-operator-uninstall | | secrets | kspec-webhook-ca kspec-webhook-tls kspec-webhook-authority | delete | Uninstall
            kspec-operator-uninstall | coordination.k8s.io | leases | kspec-operator-lock | delete | Uninstall
            kspec-operator-uninstall | cert-manager.io | certificates issuers | kspec-webhook-cert kspec-webhook-authority kspec-self-signed | delete | Uninstall
            """;

    private static final String PEOPLE = """
            kspec-viewer | kspec.io | clusterspecifications clustertargets compliancereports driftconfigs driftreports policytemplates | | get list watch | people who read
            kspec-viewer | devops.stochastic.io | devopspolicies | | get list watch | people who read
            kspec-editor | kspec.io | clusterspecifications driftconfigs policytemplates | | create update patch delete | people who say what a cluster must be
            kspec-editor | devops.stochastic.io | devopspolicies | | create update patch delete | people who say what a namespace must be
            kspec-admin  | kspec.io | clustertargets | | create update patch delete | people who say which clusters are reached
            kspec-admin  | kspec.io | compliancereports driftreports | | delete | people who may remove evidence
            """;
}
