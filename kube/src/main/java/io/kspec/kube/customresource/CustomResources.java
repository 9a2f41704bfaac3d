package io.kspec.kube.customresource;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.failure.Failure;
import io.kspec.kube.call.Answer;
import io.kspec.kube.call.ApiCalls;
import io.kspec.kube.call.Call;
import io.kspec.kube.call.RequestPace;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Walks over all custom resources of a kind, in pages of at most 500 objects, one page at a time.
///
/// Only one page is ever held. Where the whole cluster may not be listed, its namespaces are, one after the other,
/// and those that may not be read are gaps.
public final class CustomResources {
    private static final int FORBIDDEN = 403;
    private static final int PAGE = 500;

    /// A list that takes longer than the API server remembers its beginning is begun again, this often.
    private static final int RESTARTS = 3;

    private final ApiCalls calls;
    private final RequestPace pace;
    private final WalkLimits limits;

    /// Walks in one cluster.
    ///
    /// @param pace shared by all that read this cluster
    /// @param limits at which a walk ends as partial
    public CustomResources(ApiCalls calls, RequestPace pace, WalkLimits limits) {
        this.calls = calls;
        this.pace = pace;
        this.limits = limits;
    }

    /// Shows every object to the visitor, in the order of namespace and name.
    public Walk walk(StoredKind kind, Visitor visitor) {
        Walk last = once(kind, visitor);
        for (int again = 0; again < RESTARTS && last instanceof Walk.Unread unread && unread.expired(); again++) {
            last = once(kind, visitor);
        }
        return last;
    }

    private Walk once(StoredKind kind, Visitor visitor) {
        visitor.begin();
        Bound bound = Bound.from(limits);
        return switch (list(kind, kind.path()).read(visitor, bound)) {
            case PagedList.End.Whole all -> new Walk.Complete(all.objects(), all.bytes(), all.resourceVersion());
            case PagedList.End.Cut cut -> new Walk.Partial(cut.objects(), cut.bytes(), List.of(cut.why()));
            case PagedList.End.Expired expired -> new Walk.Unread(expired.why(), true);
            case PagedList.End.Refused refused ->
                refused.code() == FORBIDDEN && kind.namespaced()
                        ? byNamespace(kind, visitor, bound, refused.why())
                        : new Walk.Unread(refused.why(), false);
        };
    }

    private PagedList list(StoredKind kind, String path) {
        return new PagedList(calls, pace, kind, path);
    }

    private Walk byNamespace(StoredKind kind, Visitor visitor, Bound bound, Failure whole) {
        return switch (namespaces()) {
            case Namespaces.Unread _ -> new Walk.Unread(whole, false);
            case Namespaces.Names names -> each(names.names(), kind, visitor, bound, whole);
        };
    }

    /// Who may not list the cluster cannot know of namespaces that come meanwhile: never more than partial.
    private Walk each(List<String> namespaces, StoredKind kind, Visitor visitor, Bound bound, Failure whole) {
        visitor.begin();
        long objects = 0;
        long bytes = 0;
        var gaps = new ArrayList<Failure>(List.of(whole));
        for (String namespace : namespaces) {
            switch (list(kind, kind.path(namespace)).read(visitor, bound.less(bytes))) {
                case PagedList.End.Whole all -> {
                    objects += all.objects();
                    bytes += all.bytes();
                }
                case PagedList.End.Cut cut -> {
                    gaps.add(cut.why());
                    return new Walk.Partial(objects + cut.objects(), bytes + cut.bytes(), gaps);
                }
                case PagedList.End.Expired expired -> {
                    return new Walk.Unread(expired.why(), true);
                }
                case PagedList.End.Refused refused -> gaps.add(refused.why());
            }
        }
        return new Walk.Partial(objects, bytes, gaps);
    }

    private sealed interface Namespaces {
        record Names(List<String> names) implements Namespaces {}

        record Unread() implements Namespaces {}
    }

    private Namespaces namespaces() {
        var names = new ArrayList<String>();
        String token = "";
        do {
            pace.await();
            String next = token.isEmpty() ? "" : "&continue=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
            switch (calls.send(Call.get("/api/v1/namespaces?limit=%d%s".formatted(PAGE, next)))) {
                case Answer.Refused _ -> {
                    return new Namespaces.Unread();
                }
                case Answer.Done done -> {
                    for (JsonNode item : done.json().path("items")) {
                        names.add(item.path("metadata").path("name").asText(""));
                    }
                    token = done.json().path("metadata").path("continue").asText("");
                }
            }
        } while (!token.isEmpty());
        return new Namespaces.Names(names);
    }
}
