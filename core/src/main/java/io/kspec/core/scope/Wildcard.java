package io.kspec.core.scope;

/// A name in which `*` stands for any characters, also none. Matching is linear in the length of the name for any
/// pattern, so that no pattern can run away.
public record Wildcard(String pattern) {
    public boolean matches(String name) {
        int at = 0;
        int next = 0;
        int star = -1;
        int resume = 0;
        while (at < name.length()) {
            if (next < pattern.length() && pattern.charAt(next) == '*') {
                star = next++;
                resume = at;
            } else if (next < pattern.length() && pattern.charAt(next) == name.charAt(at)) {
                next++;
                at++;
            } else if (star >= 0) {
                next = star + 1;
                at = ++resume;
            } else {
                return false;
            }
        }
        return pattern.substring(next).chars().allMatch(left -> left == '*');
    }

    /// Whether it names one name only.
    public boolean exact() {
        return pattern.indexOf('*') < 0;
    }
}
