package io.kspec.kube.customresource;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.failure.Failure;
import io.kspec.kube.call.ApiCalls;
import io.kspec.kube.call.Call;
import io.kspec.kube.call.Fetched;
import io.kspec.kube.call.RequestPace;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// One list, read to its end, every object shown as soon as it is read. Used once.
///
/// A page that is larger than is good for this program's memory is asked for again with fewer objects. When the
/// server has forgotten where the list began, it is read on from the place that the server offers.
final class PagedList {
    private static final int PAGE = 500;
    private static final int LARGEST_PAGE = 16 * 1024 * 1024;
    private static final int LARGEST_OBJECT = 64 * 1024 * 1024;
    private static final int EXPIRED = 410;

    private final ApiCalls calls;
    private final RequestPace pace;
    private final StoredKind kind;
    private final String path;

    private int limit = PAGE;
    private String token = "";
    private String resourceVersion = "";
    private long objects;
    private long bytes;

    /// How a list ended.
    sealed interface End {
        record Whole(long objects, long bytes, String resourceVersion) implements End {}

        /// Not read to its end; what was shown is good.
        record Cut(long objects, long bytes, Failure why) implements End {}

        /// The server knows no more where the list began: it has to begin again, what was shown is void.
        record Expired(Failure why) implements End {}

        /// The server does not give it, or gives no more of it.
        record Refused(int code, Failure why) implements End {}
    }

    PagedList(ApiCalls calls, RequestPace pace, StoredKind kind, String path) {
        this.calls = calls;
        this.pace = pace;
        this.kind = kind;
        this.path = path;
    }

    End read(Visitor visitor, Bound bound) {
        do {
            Optional<Failure> reached = bound.reached(bytes, path);
            if (reached.isPresent()) {
                return new End.Cut(objects, bytes, reached.get());
            }
            if (!pace.await()) {
                return new End.Refused(0, new Failure.Unreachable(calls.server(), "the question was withdrawn"));
            }
            Optional<End> early =
                    switch (calls.fetch(Call.get(page()), limit == 1 ? LARGEST_OBJECT : LARGEST_PAGE)) {
                        case Fetched.TooLarge _ -> smallerPage();
                        case Fetched.Refused refused -> afterRefusal(refused);
                        case Fetched.Bytes page -> show(page.bytes(), visitor);
                    };
            if (early.isPresent()) {
                return early.get();
            }
        } while (!token.isEmpty() || resourceVersion.isEmpty());
        return new End.Whole(objects, bytes, resourceVersion);
    }

    private Optional<End> smallerPage() {
        if (limit == 1) {
            return Optional.of(new End.Cut(objects, bytes, Bound.tooMuch(LARGEST_OBJECT, path)));
        }
        limit = Math.max(1, limit / 4);
        return Optional.empty();
    }

    private Optional<End> afterRefusal(Fetched.Refused refused) {
        if (refused.answer().code() != EXPIRED) {
            return Optional.of(
                    new End.Refused(refused.answer().code(), refused.answer().why()));
        }
        token = refused.answer().status().path("metadata").path("continue").asText("");
        return token.isEmpty() ? Optional.of(new End.Expired(refused.answer().why())) : Optional.empty();
    }

    private Optional<End> show(byte[] page, Visitor visitor) {
        bytes += page.length;
        try {
            JsonNode metadata = ListPage.read(page, object -> {
                objects++;
                visitor.visit(object.put("apiVersion", kind.apiVersion()).put("kind", kind.kind()));
            });
            token = metadata.path("continue").asText("");
            // The first page's: whoever watches from there misses no change that came while the rest was read.
            resourceVersion =
                    resourceVersion.isEmpty() ? metadata.path("resourceVersion").asText("0") : resourceVersion;
            return Optional.empty();
        } catch (IOException garbled) {
            return Optional.of(new End.Refused(0, new Failure.ServerError(path, "something that is no list")));
        }
    }

    private String page() {
        return "%s?limit=%d%s"
                .formatted(
                        path,
                        limit,
                        token.isEmpty() ? "" : "&continue=" + URLEncoder.encode(token, StandardCharsets.UTF_8));
    }
}
