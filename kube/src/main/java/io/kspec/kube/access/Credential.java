package io.kspec.kube.access;

/// What a kubeconfig signs in with. None of it ever shows in logs.
public sealed interface Credential {
    /// As the API of the server names it.
    String kind();

    /// A certificate and its key, both in PEM.
    record ClientCertificate(String chain, String key) implements Credential {
        @Override
        public String kind() {
            return "ClientCertificate";
        }

        @Override
        public String toString() {
            return kind();
        }
    }

    record Token(String token) implements Credential {
        @Override
        public String kind() {
            return "Token";
        }

        @Override
        public String toString() {
            return kind();
        }
    }

    record Password(String name, String password) implements Credential {
        @Override
        public String kind() {
            return "Password";
        }

        @Override
        public String toString() {
            return kind();
        }
    }
}
