package io.kspec.local;

import java.util.Arrays;
import java.util.stream.Collectors;

/// Who talks to the API server with a token of its own. Each is the user a real cluster has for it, so that RBAC,
/// audit and field managers look as they do there.
enum Account {
    ADMIN("kspec-local-admin", "system:masters", "kubeconfig"),
    CONTROLLER_MANAGER("system:kube-controller-manager", "", "kubeconfig-of-controller-manager"),
    SCHEDULER("system:kube-scheduler", "", "kubeconfig-of-scheduler"),
    KWOK("kwok", "system:masters", "kubeconfig-of-kwok");

    private final String user;
    private final String group;
    private final String fileName;

    Account(String user, String group, String fileName) {
        this.user = user;
        this.group = group;
        this.fileName = fileName;
    }

    String user() {
        return user;
    }

    String fileName() {
        return fileName;
    }

    /// The text of a `--token-auth-file`: one line `token,user,uid` or `token,user,uid,group` per account.
    static String tokenFile(Tokens tokens) {
        return Arrays.stream(values()).map(account -> account.line(tokens)).collect(Collectors.joining());
    }

    private String line(Tokens tokens) {
        String line = "%s,%s,%s".formatted(tokens.of(this), user, user);
        return group.isEmpty() ? line + "\n" : "%s,%s\n".formatted(line, group);
    }
}
