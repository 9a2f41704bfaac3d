package io.kspec.local;

import java.nio.file.Path;

/// Where a cluster keeps what: one private directory, named by the cluster's id.
record ClusterFiles(Path directory) {
    /// Makes the directory, the record of who owns it, and its parts.
    static ClusterFiles create(Path clusters, String id) {
        ClusterFiles files = new ClusterFiles(clusters.resolve(id));
        PrivateFiles.directory(files.directory);
        ProcessLedger.open(files.directory);
        PrivateFiles.directory(files.certificates());
        PrivateFiles.directory(files.logs());
        return files;
    }

    String id() {
        return directory.getFileName().toString();
    }

    Path etcdData() {
        return directory.resolve("etcd");
    }

    Path certificates() {
        return directory.resolve("certificates");
    }

    /// Made by the API server at its first start, with the certificate of the authority that signed it.
    Path apiServerCertificate() {
        return certificates().resolve("apiserver.crt");
    }

    /// Written by the API server after the certificate: once it is there, the certificate is complete.
    Path apiServerKey() {
        return certificates().resolve("apiserver.key");
    }

    Path serviceAccountPrivateKey() {
        return certificates().resolve("service-account.key");
    }

    Path serviceAccountPublicKey() {
        return certificates().resolve("service-account.pub");
    }

    Path tokens() {
        return directory.resolve("tokens.csv");
    }

    Path kubeconfig(Account account) {
        return directory.resolve(account.fileName());
    }

    /// The kubeconfig of a service account.
    Path kubeconfig(String namespace, String name) {
        return directory.resolve("kubeconfig-of-%s.%s".formatted(namespace, name));
    }

    Path logs() {
        return directory.resolve("logs");
    }

    Path log(Component component) {
        return logs().resolve(component.program() + ".log");
    }
}
