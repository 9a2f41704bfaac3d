package io.kspec.kube.access;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.failure.Failure;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Reads where a kubeconfig's server is and whom it may be vouched for by.
final class ServerReading {
    private final KubeconfigLimits limits;
    private final List<Failure> reasons;

    ServerReading(KubeconfigLimits limits, List<Failure> reasons) {
        this.limits = limits;
        this.reasons = reasons;
    }

    Optional<URI> server(JsonNode cluster) {
        if (cluster.path("insecure-skip-tls-verify").asBoolean(false)) {
            note(
                    "the server is not to be verified",
                    "insecure-skip-tls-verify",
                    "Remove it, and put the server's authority into certificate-authority-data.");
        }
        if (!KubeconfigReading.text(cluster, "proxy-url").isEmpty()) {
            note("it names a proxy", "proxy-url", "Remove it: the server is asked directly.");
        }
        try {
            var server = new URI(KubeconfigReading.text(cluster, "server"));
            String host = server.getHost();
            if (host == null || !"https".equalsIgnoreCase(server.getScheme()) || server.getUserInfo() != null) {
                note("this is no https address", "server", "Write it as https://host:port.");
                return Optional.empty();
            }
            return isAllowed(host) ? Optional.of(server) : Optional.empty();
        } catch (URISyntaxException broken) {
            note("this is no address", "server", "Write it as https://host:port.");
            return Optional.empty();
        }
    }

    /// Certificates in PEM.
    Optional<String> authority(JsonNode cluster) {
        if (!KubeconfigReading.text(cluster, "certificate-authority").isEmpty()) {
            note(
                    "it names a file",
                    "certificate-authority",
                    "Put its content in base64 into certificate-authority-data: kubectl config view --raw --flatten.");
        }
        String data = KubeconfigReading.text(cluster, "certificate-authority-data");
        if (data.isEmpty()) {
            return Optional.empty();
        }
        Optional<byte[]> pem = Certificates.decoded(data);
        if (pem.isEmpty() || Certificates.of(pem.get()).isEmpty()) {
            note(
                    "there are no certificates in it",
                    "certificate-authority-data",
                    "Put the authority's certificates in PEM, encoded in base64, there.");
            return Optional.empty();
        }
        return pem.map(bytes -> new String(bytes, StandardCharsets.US_ASCII));
    }

    private boolean isAllowed(String host) {
        if (limits.localAllowed()) {
            return true;
        }
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        List<InetAddress> addresses =
                literal(bare).map(List::of).orElseGet(() -> limits.resolve().apply(bare));
        if (addresses.isEmpty()) {
            note("the name %s has no address".formatted(bare), "server", "Check the name, or write the address.");
            return false;
        }
        Optional<InetAddress> local =
                addresses.stream().filter(ServerReading::isLocal).findFirst();
        local.ifPresent(address -> note(
                "%s is an address of the machine that asks, or of its link".formatted(address.getHostAddress()),
                "server",
                "Write an address at which the cluster is reached from elsewhere, or have an administrator allow"
                        + " local ones."));
        return local.isEmpty();
    }

    private static Optional<InetAddress> literal(String host) {
        try {
            return Optional.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException name) {
            return Optional.empty();
        }
    }

    private static boolean isLocal(InetAddress address) {
        InetAddress plain = embedded(address).orElse(address);
        return plain.isLoopbackAddress()
                || plain.isLinkLocalAddress()
                || plain.isAnyLocalAddress()
                || plain.isMulticastAddress()
                || (plain.getAddress()[0] == 0 && plain.getAddress().length == 4);
    }

    /// An address of IPv4 that is written as one of IPv6: `::127.0.0.1`.
    private static Optional<InetAddress> embedded(InetAddress address) {
        if (!(address instanceof Inet6Address six) || !six.isIPv4CompatibleAddress() || six.isLoopbackAddress()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByAddress(Arrays.copyOfRange(six.getAddress(), 12, 16)));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("four bytes are an address", impossible);
        }
    }

    private void note(String what, String field, String remedy) {
        reasons.add(new Failure.Malformed(what, "kubeconfig cluster." + field, remedy));
    }
}
