package io.kspec.acceptance.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The files of this checkout, without what a build makes.
final class Repository {
    private static final Set<String> NOT_OURS = Set.of("target", ".git", ".idea", "node_modules");
    private static final Path ROOT = Path.of(System.getProperty("kspec.root", ".."));

    private Repository() {}

    static Path file(String path) {
        return ROOT.resolve(path);
    }

    /// Every file whose name ends so, in the order of their paths.
    static List<Path> files(String end) {
        return files().stream().filter(file -> file.toString().endsWith(end)).toList();
    }

    /// As people write it: from the root, with slashes.
    static String name(Path file) {
        return ROOT.relativize(file).toString().replace('\\', '/');
    }

    static List<Path> files() {
        var found = new ArrayList<Path>();
        try {
            Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    return NOT_OURS.contains(String.valueOf(directory.getFileName()))
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    found.add(file);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the checkout at " + ROOT, unreadable);
        }
        return found.stream().sorted().toList();
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
