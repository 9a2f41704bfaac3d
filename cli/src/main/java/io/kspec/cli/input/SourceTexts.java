package io.kspec.cli.input;

import io.kspec.core.failure.Failure;
import java.util.List;

/// What the named files hold, as text.
///
/// @param unread files that could not be opened or decoded
/// @param hints why there may be less here than expected
public record SourceTexts(List<SourceText> texts, List<Failure> unread, List<String> hints) {
    public SourceTexts {
        texts = List.copyOf(texts);
        unread = List.copyOf(unread);
        hints = List.copyOf(hints);
    }
}
