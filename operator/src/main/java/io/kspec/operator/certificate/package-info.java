/// The serving certificate of admission: from cert-manager where it is served, otherwise from kspec's own authority;
/// kept in Secrets of its namespace, renewed in time and reloaded without dropping a connection. Start at
/// [io.kspec.operator.certificate.Certificates].
@NullMarked
package io.kspec.operator.certificate;

import org.jspecify.annotations.NullMarked;
