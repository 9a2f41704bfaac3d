package io.kspec.cli.input;

import io.kspec.core.document.Documents;
import io.kspec.core.document.Parsed;
import io.kspec.core.failure.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Reads what `-f` names, in the order given; a directory's files in the order of their names. Of a directory only
/// `.yaml`, `.yml` and `.json` count, as with kubectl.
public final class ManifestFiles {
    private static final String STDIN = "-";

    /// One byte more than what is read at most, so that what is too large is noticed.
    private static final int ENOUGH = Documents.LARGEST_TEXT + 1;

    private final InputStream stdin;
    private final boolean recursive;
    private final Consumer<SourceText> texts;
    private final List<Failure> unread = new ArrayList<>();
    private final List<String> hints = new ArrayList<>();
    private int files;
    private boolean stdinRead;

    private ManifestFiles(InputStream stdin, boolean recursive, Consumer<SourceText> texts) {
        this.stdin = stdin;
        this.recursive = recursive;
        this.texts = texts;
    }

    /// Reads them all; what cannot be read stands beside what can.
    ///
    /// @param recursive whether directories inside directories are read
    public static Manifests read(List<String> names, boolean recursive, InputStream stdin) {
        var parsed = new ArrayList<Parsed>();
        var reading =
                new ManifestFiles(stdin, recursive, text -> parsed.addAll(Documents.read(text.source(), text.text())));
        names.forEach(reading::named);
        return Manifests.of(reading.files, parsed, reading.unread, reading.hints);
    }

    /// Reads them all as text, a file that is named twice once.
    ///
    /// @param recursive whether directories inside directories are read
    public static SourceTexts texts(List<String> names, boolean recursive, InputStream stdin) {
        var texts = new ArrayList<SourceText>();
        var known = new HashSet<Path>();
        var reading = new ManifestFiles(stdin, recursive, text -> {
            if (text.file()
                    .map(file -> known.add(file.toAbsolutePath().normalize()))
                    .orElse(true)) {
                texts.add(text);
            }
        });
        names.forEach(reading::named);
        return new SourceTexts(texts, reading.unread, reading.hints);
    }

    private void named(String name) {
        Path path = Path.of(name);
        if (name.equals(STDIN)) {
            standardInput();
        } else if (Files.isDirectory(path)) {
            directory(path);
        } else {
            file(path);
        }
    }

    private void standardInput() {
        if (stdinRead) {
            return; // named twice: it can be read once
        }
        stdinRead = true;
        try {
            text("stdin", Optional.empty(), stdin.readNBytes(ENOUGH));
        } catch (IOException broken) {
            unread.add(unreadable("stdin", broken));
        }
    }

    private void directory(Path directory) {
        List<Path> manifests = in(directory, recursive ? Integer.MAX_VALUE : 1);
        manifests.forEach(this::file);
        if (manifests.isEmpty()
                && !recursive
                && !in(directory, Integer.MAX_VALUE).isEmpty()) {
            hints.add("%s holds manifests only in sub-directories: add -R to read them.".formatted(directory));
        } else if (manifests.isEmpty()) {
            hints.add("%s holds no .yaml, .yml or .json file.".formatted(directory));
        }
    }

    private List<Path> in(Path directory, int depth) {
        try (Stream<Path> found = Files.walk(directory, depth)) {
            return found.filter(path -> Files.isRegularFile(path) && isManifest(path))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException broken) {
            unread.add(new Failure.Malformed(
                    "the directory cannot be read", directory.toString(), "Check its rights, and those below it."));
            return List.of();
        }
    }

    private void file(Path path) {
        try (InputStream content = Files.newInputStream(path)) {
            text(path.toString(), Optional.of(path), content.readNBytes(ENOUGH));
        } catch (IOException broken) {
            unread.add(unreadable(path.toString(), broken));
        }
    }

    private void text(String source, Optional<Path> file, byte[] content) {
        files++;
        if (content.length == ENOUGH) {
            unread.add(new Failure.Malformed("the file is larger than 50 MB", source, "Split it into several files."));
            return;
        }
        decode(content)
                .ifPresentOrElse(
                        text -> texts.accept(new SourceText(source, file, text)),
                        () -> unread.add(new Failure.Malformed(
                                "the file is not UTF-8 text", source, "Save it as UTF-8, or leave it out.")));
    }

    private static Optional<String> decode(byte[] content) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    private static Failure unreadable(String source, IOException broken) {
        String what = broken instanceof NoSuchFileException
                ? "no such file or directory"
                : "cannot be read: " + Optional.ofNullable(broken.getMessage()).orElse("input error");
        return new Failure.Malformed(what, source, "Check the path and its rights.");
    }

    private static boolean isManifest(Path path) {
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
    }
}
