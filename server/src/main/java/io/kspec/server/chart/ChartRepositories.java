package io.kspec.server.chart;

import io.kspec.core.failure.Failure;
import io.kspec.server.chart.HttpReader.Answer;
import io.kspec.server.chart.HttpReader.Question;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/// The repositories of others, over HTTP: those with an `index.yaml`, and OCI registries. Every call ends within the
/// configured patience.
@Singleton
public final class ChartRepositories {
    private static final int LARGEST_INDEX = 50 * 1024 * 1024;
    static final int LARGEST_ARCHIVE = 20 * 1024 * 1024;

    private final HttpReader http;
    private final RepositoryAddress addresses;
    private final OciRegistry registries;

    @Inject
    public ChartRepositories(ChartSettings settings) {
        addresses = new RepositoryAddress(settings.allowHttp(), settings.allowLocal());
        http = new HttpReader(addresses, settings.patience());
        registries = new OciRegistry(http, settings.allowHttp());
    }

    /// Why an address cannot be registered; nothing is asked of it yet.
    public Optional<Failure> objection(String repository) {
        return addresses.objection(repository);
    }

    /// What a repository has of a chart.
    public Listing list(String repository, String chart) {
        if (OciChart.isOci(repository)) {
            return OciChart.in(repository, chart).map(registries::list).orElseGet(() -> OciChart.misnamed(chart));
        }
        URI index = URI.create(repository.endsWith("/") ? repository : repository + "/")
                .resolve("index.yaml");
        return switch (http.get(new Question(index, Map.of(), LARGEST_INDEX))) {
            case Answer.Body body -> RepositoryIndex.read(index, chart, body.text());
            case Answer.Status other -> new Listing.Unreachable(other.failure());
            case Answer.Failed(Failure failure) -> new Listing.Unreachable(failure);
        };
    }

    /// The archive of an entry, proven against the digest that the repository tells.
    public Fetched fetch(String url, String digest) {
        if (OciChart.isOci(url)) {
            return registries.fetch(url);
        }
        return switch (http.get(new Question(URI.create(url), Map.of(), LARGEST_ARCHIVE))) {
            case Answer.Failed(Failure failure) -> new Fetched.Failed(failure);
            case Answer.Status other -> new Fetched.Failed(other.failure());
            case Answer.Body body -> proven(ChartArchive.of(body.bytes()), digest, url);
        };
    }

    /// @param digest of the archive, as its repository tells it; empty when it does not
    static Fetched proven(ChartArchive archive, String digest, String url) {
        return digest.isEmpty() || digest.equalsIgnoreCase(archive.digest())
                ? new Fetched.Archive(archive)
                : new Fetched.Failed(new Failure.Malformed(
                        "the archive has the digest %s and not the %s that its repository tells"
                                .formatted(archive.digest(), digest),
                        url,
                        "Publish the chart again, or find out who changed it."));
    }
}
