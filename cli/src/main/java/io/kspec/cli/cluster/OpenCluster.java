package io.kspec.cli.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Step;
import io.kspec.cli.terminal.Terminal;
import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.Listing;
import io.kspec.core.cluster.Reading;
import io.kspec.core.cluster.Resource;
import io.kspec.core.failure.Failure;
import io.kspec.kube.call.ApiCalls;
import io.kspec.kube.call.RequestPace;
import io.kspec.kube.connect.Access;
import io.kspec.kube.connect.Clusters;
import io.kspec.kube.connect.Connection;
import io.kspec.kube.customresource.CustomResources;
import io.kspec.kube.customresource.WalkLimits;
import io.kspec.kube.failure.ApiFailures;
import io.kspec.kube.health.InstalledConversions;
import io.kspec.kube.pause.PauseSwitch;
import io.kspec.kube.read.ClusterReader;
import io.kspec.kube.read.WorkloadObjects;
import io.kspec.kube.resource.Crds;
import io.kspec.kube.write.ObjectWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// A cluster to read from, and to write to where a command is asked to. Close it.
public final class OpenCluster implements AutoCloseable {
    private static final String DEFINITIONS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/";
    private static final int REQUESTS_PER_SECOND = 20;
    private static final int NOT_FOUND = 404;
    private static final int BAD_GATEWAY = 502;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KubernetesClient client;
    private final ClusterReader reader;
    private final String server;

    private OpenCluster(KubernetesClient client, ClusterReader reader, String server) {
        this.client = client;
        this.reader = reader;
        this.server = server;
    }

    /// Finds the cluster; asks it nothing yet. A file or context that does not exist is wrong usage.
    public static Step<OpenCluster> open(ClusterOptions options, Optional<String> namespace, Terminal terminal) {
        return open(options, namespace, options.requestTimeout(), terminal);
    }

    public static Step<OpenCluster> open(
            ClusterOptions options, Optional<String> namespace, Duration patience, Terminal terminal) {
        var access =
                new Access(options.kubeconfig(), options.context(), patience, terminal.environment(), terminal.home());
        return switch (Clusters.connect(access)) {
            case Connection.Ready ready ->
                Step.next(
                        new OpenCluster(ready.client(), new ClusterReader(ready.client(), namespace), ready.server()));
            case Connection.Misnamed(Failure why) -> Step.stop(ExitCode.USAGE, why.sentence());
            case Connection.Missing(Failure why) -> Step.stop(ExitCode.NOT_EVALUATED, why.sentence());
        };
    }

    public String server() {
        return server;
    }

    public ClusterView read(Set<Resource> resources) {
        return reader.read(resources);
    }

    /// Reads namespaced objects of one namespace only.
    public ClusterView readIn(String namespace, Set<Resource> resources) {
        return new ClusterReader(client, Optional.of(namespace)).read(resources);
    }

    /// The namespace that is meant where none is named: that of the context, else `default`.
    public String namespace() {
        return Optional.ofNullable(client.getNamespace())
                .filter(name -> !name.isBlank())
                .orElse("default");
    }

    /// Writes objects whole, under this field manager.
    public ObjectWriter writer(String manager) {
        return new ObjectWriter(client, manager);
    }

    /// Reads single workloads.
    public WorkloadObjects workloads() {
        return new WorkloadObjects(client);
    }

    /// A CustomResourceDefinition as it is live, with `managedFields`; empty when there is none of that name.
    public Reading<Optional<JsonNode>> definition(String name) {
        try {
            return new Reading.Known<>(
                    Optional.ofNullable(client.raw(DEFINITIONS + name)).map(OpenCluster::json));
        } catch (KubernetesClientException refused) {
            return refused.getCode() == NOT_FOUND
                    ? new Reading.Known<>(Optional.empty())
                    : new Reading.Unknown<>(ApiFailures.of(refused, server, "get", "customresourcedefinitions", name));
        }
    }

    /// Reads the custom resources of any kind.
    ///
    /// @param patience for one request
    public CustomResources customResources(Duration patience, WalkLimits limits) {
        return new CustomResources(new ApiCalls(client, patience), new RequestPace(REQUESTS_PER_SECOND), limits);
    }

    /// Tries the conversion webhooks that are installed.
    ///
    /// @param patience for one request
    public InstalledConversions conversions(Duration patience) {
        return new InstalledConversions(new ApiCalls(client, patience), new RequestPace(REQUESTS_PER_SECOND));
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException unreadable) {
            throw new KubernetesClientException(
                    "an answer that is no JSON: " + unreadable.getOriginalMessage(), BAD_GATEWAY, null);
        }
    }

    /// Installs the kind DevOpsPolicy, or updates it, and waits until it is served; empty when that was done.
    public Optional<Failure> installDevOps() {
        try {
            Crds.installDevOps(client);
            return Optional.empty();
        } catch (KubernetesClientException refused) {
            return Optional.of(ApiFailures.of(
                    refused, server, "patch", "customresourcedefinitions", "devopspolicies.devops.stochastic.io"));
        }
    }

    /// The switch by which admission is taken out for a while.
    ///
    /// @param operatorNamespace where the operator runs
    public PauseSwitch pauses(String operatorNamespace) {
        return new PauseSwitch(client, operatorNamespace);
    }

    public Reading<String> version() {
        return reader.version();
    }

    public Listing specifications() {
        return reader.specifications();
    }

    public Listing templates() {
        return reader.templates();
    }

    @Override
    public void close() {
        client.close();
    }
}
