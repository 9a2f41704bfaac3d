package io.kspec.core.admission;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What is said to people, within what the API server hands on: it cuts warnings that are longer than 4,096 bytes
/// together, and drops what comes after.
public final class Sentences {
    /// Sentences beyond this are counted instead.
    public static final int MOST = 10;

    /// Bytes of all warnings of one answer.
    public static final int MOST_BYTES = 4096;

    private static final int LONGEST = 400;

    private Sentences() {}

    /// Each sentence once: what leaves many rules without an answer is said once.
    static List<String> capped(List<String> all) {
        List<String> sentences =
                all.stream().map(Sentences::shortened).distinct().toList();
        int fitting = 0;
        int bytes = 0;
        while (fitting < sentences.size() && fitting < MOST) {
            bytes += length(sentences.get(fitting));
            if (bytes > MOST_BYTES - LONGEST / 4) {
                break;
            }
            fitting++;
        }
        if (fitting == sentences.size()) {
            return sentences;
        }
        int shown = Math.min(fitting, MOST - 1);
        var first = new ArrayList<>(sentences.subList(0, shown));
        first.add("and %d more; `kspec scan` lists them all".formatted(sentences.size() - shown));
        return first;
    }

    /// One line of bounded length; a cut says so.
    private static String shortened(String sentence) {
        String line = sentence.replaceAll("[\\p{Cntrl}]+", " ");
        if (length(line) <= LONGEST) {
            return line;
        }
        int end = Math.min(line.length(), LONGEST);
        while (length(line.substring(0, end)) > LONGEST - 3) {
            end = line.offsetByCodePoints(end, -1);
        }
        return line.substring(0, end) + "…";
    }

    private static int length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
