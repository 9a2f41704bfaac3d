package io.kspec.cli.spec;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.cli.input.ManifestFiles;
import io.kspec.cli.input.Manifests;
import io.kspec.core.document.Broken;
import io.kspec.core.document.Document;
import io.kspec.core.failure.Failure;
import io.kspec.core.resolve.Library;
import io.kspec.core.resolve.LibraryOfObjects;
import io.kspec.core.validation.SpecProblem;
import io.kspec.core.verdict.FieldPath;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What a specification in a file may build on: the other documents of its file, those that `--library` names, and
/// the built-in templates. A file that could not be read leaves no name known to be free.
public final class FileLibrary {
    private FileLibrary() {}

    /// The library of what was read already, and of further files and folders.
    ///
    /// @param folders as `--library` names them; folders inside folders are left out
    public static Library of(List<Document> documents, List<Path> folders) {
        Manifests others =
                ManifestFiles.read(folders.stream().map(Path::toString).toList(), false, InputStream.nullInputStream());
        List<JsonNode> objects = Stream.concat(documents.stream(), others.documents().stream())
                .map(Document::json)
                .toList();
        List<SpecProblem> gaps = Stream.concat(others.broken().stream().map(Broken::failure), others.unread().stream())
                .map(FileLibrary::problem)
                .toList();
        return new LibraryOfObjects(objects, gaps);
    }

    private static SpecProblem problem(Failure why) {
        return new SpecProblem(new FieldPath(List.of(why.where())), why.what(), why.remedy());
    }
}
