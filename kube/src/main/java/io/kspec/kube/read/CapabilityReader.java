package io.kspec.kube.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kspec.core.cluster.Reading;
import io.kspec.core.failure.Failure;
import io.kspec.kube.failure.ApiFailures;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Asks an API server what it offers, by its discovery: any account that is signed in may.
///
/// **Costs** two requests, and one for each API that is served and of interest, at most nine; each takes no longer
/// than the client's own timeout. An answer is given again while it is fresh. **Answers** unknown when any of them
/// could not be read: what is not known to be there is not known to be absent either. That is not remembered, so
/// the next caller asks again.
///
/// Safe for use by many threads; those that come while one asks wait for its answer.
public final class CapabilityReader {
    private static final int WIDTH = 8;
    private static final String VERSION = "/version";
    private static final String GROUPS = "/apis";
    private static final List<String> OF_INTEREST = Stream.concat(
                    Stream.of(
                            Capabilities.ADMISSION,
                            Capabilities.KYVERNO,
                            Capabilities.CERT_MANAGER,
                            Capabilities.OPEN_REPORTS),
                    Capabilities.KYVERNO_POLICIES.stream())
            .toList();

    private final Pages pages;
    private final String server;
    private final Duration freshFor;
    private final InstantSource clock;
    private final Lock lock = new ReentrantLock();
    private Optional<Remembered> last = Optional.empty();

    private record Remembered(Reading<Capabilities> answer, Instant until) {}

    /// @param freshFor how long an answer is given again without asking; zero for never
    public CapabilityReader(KubernetesClient client, Duration freshFor, InstantSource clock) {
        this.pages = new Pages(client);
        this.server = client.getMasterUrl().toString();
        this.freshFor = freshFor;
        this.clock = clock;
    }

    /// What the server offers now, or offered when it was last asked.
    public Reading<Capabilities> read() {
        lock.lock();
        try {
            Instant now = clock.instant();
            Optional<Remembered> fresh = last.filter(remembered -> now.isBefore(remembered.until()));
            if (fresh.isPresent()) {
                return fresh.get().answer();
            }
            Reading<Capabilities> answer = ask();
            last = answer instanceof Reading.Known<Capabilities>
                    ? Optional.of(new Remembered(answer, now.plus(freshFor)))
                    : Optional.empty();
            return answer;
        } finally {
            lock.unlock();
        }
    }

    private Reading<Capabilities> ask() {
        var answers = new HashMap<String, JsonNode>();
        return get(List.of(VERSION, GROUPS), answers)
                .or(() -> get(servedOfInterest(answers), answers))
                .<Reading<Capabilities>>map(Reading.Unknown::new)
                .orElseGet(() -> Capabilities.of(
                        server, answer(answers, VERSION).path("gitVersion").asText(""), resources(answers)));
    }

    /// Asks for all paths at the same time and notes the answers; the fault of the first that could not be read.
    private Optional<Failure> get(List<String> paths, Map<String, JsonNode> answers) {
        return paths.stream()
                .gather(Gatherers.mapConcurrent(WIDTH, path -> Map.entry(path, get(path))))
                .toList()
                .stream()
                .flatMap(answer -> switch (answer.getValue()) {
                    case Reading.Known<JsonNode> known -> {
                        answers.put(answer.getKey(), known.value());
                        yield Stream.empty();
                    }
                    case Reading.Unknown<JsonNode> unknown -> Stream.of(unknown.why());
                })
                .toList()
                .stream()
                .findFirst();
    }

    /// Of an API that went away since the groups were listed there is nothing to read.
    private Reading<JsonNode> get(String path) {
        try {
            return new Reading.Known<>(pages.get(path));
        } catch (KubernetesClientException refused) {
            return refused.getCode() == HttpURLConnection.HTTP_NOT_FOUND
                            && !path.equals(VERSION)
                            && !path.equals(GROUPS)
                    ? new Reading.Known<>(MissingNode.getInstance())
                    : new Reading.Unknown<>(ApiFailures.of(refused, server, "get", path, "the cluster"));
        }
    }

    private static List<String> servedOfInterest(Map<String, JsonNode> answers) {
        Set<String> served = elements(answer(answers, GROUPS).path("groups"))
                .flatMap(group -> elements(group.path("versions")))
                .map(version -> version.path("groupVersion").asText(""))
                .collect(Collectors.toSet());
        return OF_INTEREST.stream()
                .filter(served::contains)
                .map(groupVersion -> GROUPS + "/" + groupVersion)
                .toList();
    }

    private static Map<String, Set<String>> resources(Map<String, JsonNode> answers) {
        var resources = new HashMap<String, Set<String>>();
        for (String groupVersion : OF_INTEREST) {
            Set<String> names = elements(
                            answer(answers, GROUPS + "/" + groupVersion).path("resources"))
                    .map(resource -> resource.path("name").asText(""))
                    .collect(Collectors.toCollection(HashSet::new));
            resources.put(groupVersion, names);
        }
        return resources;
    }

    private static JsonNode answer(Map<String, JsonNode> answers, String path) {
        return answers.getOrDefault(path, MissingNode.getInstance());
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
