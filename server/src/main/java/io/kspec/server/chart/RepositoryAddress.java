package io.kspec.server.chart;

import io.kspec.core.failure.Failure;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Optional;

/// Where kspec may fetch charts: a server that follows addresses of users must not be led to its own neighbours.
final class RepositoryAddress {
    private final boolean plainHttp;
    private final boolean local;

    /// @param plainHttp whether `http://` is allowed
    /// @param local     whether addresses of this machine and of private networks are allowed
    RepositoryAddress(boolean plainHttp, boolean local) {
        this.plainHttp = plainHttp;
        this.local = local;
    }

    /// Why the text is no address of a repository; empty when it is one.
    Optional<Failure> objection(String text) {
        URI address;
        try {
            address = new URI(text);
        } catch (URISyntaxException _) {
            return refused(text, "it is no URL");
        }
        if (!address.isAbsolute() || address.getHost() == null) {
            return refused(text, "it is no absolute URL");
        }
        if (address.getUserInfo() != null) {
            return refused(address.getHost(), "it holds a user name or password");
        }
        return switch (address.getScheme()) {
            case "https", "oci" -> ofHost(address);
            case "http" -> plainHttp ? ofHost(address) : refused(text, "it is not encrypted");
            default -> refused(text, "its scheme is none of https and oci");
        };
    }

    private Optional<Failure> ofHost(URI address) {
        if (local) {
            return Optional.empty();
        }
        try {
            for (InetAddress each : InetAddress.getAllByName(address.getHost())) {
                if (isNear(each)) {
                    return refused(address.toString(), "it leads to this machine or into a private network");
                }
            }
            return Optional.empty();
        } catch (UnknownHostException _) {
            return Optional.of(
                    new Failure.Unreachable(address.toString(), "nobody knows the host " + address.getHost()));
        }
    }

    private static boolean isNear(InetAddress address) {
        boolean uniqueLocal = address.getAddress().length == 16 && (address.getAddress()[0] & 0xfe) == 0xfc;
        return address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress()
                || uniqueLocal;
    }

    private static Optional<Failure> refused(String where, String what) {
        return Optional.of(new Failure.Malformed(
                "this address of a chart repository cannot be used: " + what,
                where,
                "Give an https:// or oci:// address that this server may reach."));
    }
}
