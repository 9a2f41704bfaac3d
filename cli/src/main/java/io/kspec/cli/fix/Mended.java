package io.kspec.cli.fix;

import io.kspec.cli.input.SourceText;
import io.kspec.core.document.Broken;
import io.kspec.core.failure.Failure;
import java.util.List;

/// What mending one text came to.
///
/// @param text the text afterwards
/// @param unknown why something could not be judged
record Mended(
        SourceText source,
        String text,
        List<Applied> applied,
        List<Left> left,
        List<Broken> broken,
        List<Failure> unknown) {
    Mended {
        applied = List.copyOf(applied);
        left = List.copyOf(left);
        broken = List.copyOf(broken);
        unknown = List.copyOf(unknown);
    }

    boolean changed() {
        return !text.equals(source.text());
    }
}
