package io.kspec.server.chart;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.failure.Failure;
import io.kspec.lifecycle.version.SemanticVersion;
import io.kspec.server.chart.HttpReader.Answer;
import io.kspec.server.chart.HttpReader.Question;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Charts in OCI registries, by the distribution API: tags are versions, and an archive is a layer that is fetched by
/// its digest. Who asks has no account; registries that give tokens to anybody are asked for one.
final class OciRegistry {
    private static final Duration HANDSHAKE = Duration.ofSeconds(3);
    private static final int LARGEST_ANSWER = 4 * 1024 * 1024;
    private static final int TAGS = 1000;
    private static final int MOST_PAGES = 20;
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>\\s*;\\s*rel=\"?next\"?");
    private static final Pattern PARAMETER = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    private final HttpReader http;
    private final boolean plainHttp;

    /// @param plainHttp whether a registry that does not speak TLS is asked without
    OciRegistry(HttpReader http, boolean plainHttp) {
        this.http = http;
        this.plainHttp = plainHttp;
    }

    /// The versions of a chart; tags that are none are left out.
    Listing list(OciChart chart) {
        return http.within(
                URI.create(chart.address("")),
                () -> pages(new Visit(chart), "/v2/%s/tags/list?n=%d".formatted(chart.name(), TAGS)),
                Listing.Unreachable::new);
    }

    private Listing pages(Visit visit, String first) {
        List<ChartEntry> entries = new ArrayList<>();
        Optional<String> page = Optional.of(first);
        for (int number = 0; page.isPresent(); number++) {
            if (number == MOST_PAGES) {
                return new Listing.Unreachable(visit.malformed(
                        "it lists more than %,d tags".formatted(TAGS * MOST_PAGES), "Remove old ones."));
            }
            switch (visit.get(page.get(), "application/json", LARGEST_ANSWER)) {
                case Answer.Failed(Failure failure) -> {
                    return new Listing.Unreachable(failure);
                }
                case Answer.Status(int status, String _, Failure failure) -> {
                    return status == 404
                            ? new Listing.NoSuchChart(visit.malformed(
                                    "the registry has no chart %s".formatted(visit.chart.name()),
                                    "Name one that it has, or make it public."))
                            : new Listing.Unreachable(failure);
                }
                case Answer.Body body -> {
                    json(body).path("tags").valueStream().flatMap(visit::entry).forEach(entries::add);
                    page = body.header("Link").flatMap(OciRegistry::next);
                }
            }
        }
        return new Listing.Listed(entries);
    }

    /// On the same registry, whatever host it names.
    private static Optional<String> next(String link) {
        return Optional.of(NEXT.matcher(link)).filter(Matcher::find).map(found -> {
            URI next = URI.create(found.group(1));
            return next.getRawQuery() == null ? next.getRawPath() : next.getRawPath() + "?" + next.getRawQuery();
        });
    }

    /// The archive of a version.
    ///
    /// @param address as [#list] tells it
    Fetched fetch(String address) {
        OciChart.Tagged tagged = OciChart.tagged(address);
        return http.within(
                URI.create(address), () -> fetch(new Visit(tagged.chart()), tagged.tag()), Fetched.Failed::new);
    }

    private Fetched fetch(Visit visit, String tag) {
        String path = "/v2/%s/manifests/%s".formatted(visit.chart.name(), tag);
        return switch (visit.get(path, OciManifest.MEDIA_TYPE, LARGEST_ANSWER)) {
            case Answer.Failed(Failure failure) -> new Fetched.Failed(failure);
            case Answer.Status other -> new Fetched.Failed(other.failure());
            case Answer.Body body ->
                OciManifest.archive(json(body))
                        .map(digest -> blob(visit, digest))
                        .orElseGet(() -> new Fetched.Failed(visit.malformed(
                                "the tag %s is no Helm chart".formatted(tag), "Push it with helm push.")));
        };
    }

    private static Fetched blob(Visit visit, String digest) {
        String path = "/v2/%s/blobs/sha256:%s".formatted(visit.chart.name(), digest);
        return switch (visit.get(path, "*/*", ChartRepositories.LARGEST_ARCHIVE)) {
            case Answer.Failed(Failure failure) -> new Fetched.Failed(failure);
            case Answer.Status other -> new Fetched.Failed(other.failure());
            case Answer.Body body ->
                ChartRepositories.proven(ChartArchive.of(body.bytes()), digest, visit.chart.address(""));
        };
    }

    private static JsonNode json(Answer.Body body) {
        return OciManifest.json(body.text());
    }

    /// Questions to one registry about one chart, with the token and the scheme that it wants.
    private final class Visit {
        private final OciChart chart;
        private Optional<String> scheme = Optional.empty();
        private Optional<String> token = Optional.empty();

        Visit(OciChart chart) {
            this.chart = chart;
        }

        Failure malformed(String what, String remedy) {
            return new Failure.Malformed(what, "oci://%s/%s".formatted(chart.registry(), chart.name()), remedy);
        }

        Stream<ChartEntry> entry(JsonNode tag) {
            // Tags have no plus sign, so helm writes an underscore for the one before the build of a version.
            return SemanticVersion.parse(tag.asText().replace('_', '+')).stream()
                    .map(version -> new ChartEntry(
                            version, chart.address(tag.asText()), "", Optional.empty(), false, Optional.empty()));
        }

        Answer get(String path, String accept, int largest) {
            if (plainHttp && scheme.isEmpty()) {
                scheme = Optional.of(speaksTls() ? "https" : "http");
            }
            Answer answer = once(path, accept, largest);
            if (answer instanceof Answer.Status(int status, String challenge, Failure _)
                    && status == 401
                    && token.isEmpty()) {
                token = anonymous(challenge);
                return token.isEmpty() ? answer : once(path, accept, largest);
            }
            return answer;
        }

        private Answer once(String path, String accept, int largest) {
            Map<String, String> headers = new HashMap<>(Map.of("Accept", accept));
            token.ifPresent(text -> headers.put("Authorization", "Bearer " + text));
            return http.ask(new Question(address(scheme.orElse("https"), path), headers, largest));
        }

        /// Some servers without TLS say nothing at all to one who begins with it.
        private boolean speaksTls() {
            Question question = new Question(address("https", "/v2/"), Map.of(), LARGEST_ANSWER);
            return !(http.ask(question, HANDSHAKE) instanceof Answer.Failed);
        }

        private URI address(String with, String path) {
            return URI.create("%s://%s%s".formatted(with, chart.registry(), path));
        }

        /// A token for everybody, from where the challenge says.
        private Optional<String> anonymous(String challenge) {
            if (!challenge.regionMatches(true, 0, "Bearer ", 0, 7)) {
                return Optional.empty();
            }
            Map<String, String> parameters = new HashMap<>();
            PARAMETER.matcher(challenge).results().forEach(found -> parameters.put(found.group(1), found.group(2)));
            Optional<URI> realm = realm(parameters);
            return realm.flatMap(
                    address -> http.ask(new Question(address, Map.of(), LARGEST_ANSWER)) instanceof Answer.Body body
                            ? Stream.of("token", "access_token")
                                    .map(name -> json(body).path(name).asText(""))
                                    .filter(text -> !text.isEmpty())
                                    .findFirst()
                            : Optional.empty());
        }

        private static Optional<URI> realm(Map<String, String> parameters) {
            StringBuilder query = new StringBuilder();
            for (String name : List.of("service", "scope")) {
                if (parameters.containsKey(name)) {
                    query.append(query.isEmpty() ? "?" : "&")
                            .append(name)
                            .append('=')
                            .append(URLEncoder.encode(parameters.get(name), StandardCharsets.UTF_8));
                }
            }
            try {
                return Optional.of(new URI(parameters.getOrDefault("realm", "") + query));
            } catch (URISyntaxException _) {
                return Optional.empty();
            }
        }
    }
}
