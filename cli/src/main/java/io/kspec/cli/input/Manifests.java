package io.kspec.cli.input;

import io.kspec.core.document.Broken;
import io.kspec.core.document.Document;
import io.kspec.core.document.Parsed;
import io.kspec.core.failure.Failure;
import java.util.List;

/// What the named files hold.
///
/// @param files how many were read
/// @param unread files that could not be opened or decoded
/// @param hints why there may be less here than expected, for example that only sub-directories hold manifests
public record Manifests(
        int files, List<Document> documents, List<Broken> broken, List<Failure> unread, List<String> hints) {
    public Manifests {
        documents = List.copyOf(documents);
        broken = List.copyOf(broken);
        unread = List.copyOf(unread);
        hints = List.copyOf(hints);
    }

    static Manifests of(int files, List<Parsed> parsed, List<Failure> unread, List<String> hints) {
        return new Manifests(
                files,
                parsed.stream()
                        .filter(Document.class::isInstance)
                        .map(Document.class::cast)
                        .toList(),
                parsed.stream()
                        .filter(Broken.class::isInstance)
                        .map(Broken.class::cast)
                        .toList(),
                unread,
                hints);
    }

    /// Whether everything that was named could be read.
    public boolean complete() {
        return broken.isEmpty() && unread.isEmpty();
    }
}
