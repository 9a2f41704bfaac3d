package io.kspec.kube.access;

import java.net.InetAddress;
import java.util.List;
import java.util.function.Function;

/// What is asked of a kubeconfig besides its form.
///
/// @param localAllowed whether the API server may be at an address of this machine or of its link
/// @param resolve the addresses of a host name; empty when it has none
public record KubeconfigLimits(boolean localAllowed, Function<String, List<InetAddress>> resolve) {}
