/// Who may come in: passwords, tokens, an external issuer, and what each role may do.
///
/// **Reads and writes** `account`, `issued_token`, `signing_key`. A token is a JWT signed by a key all replicas
/// share. Every request passes [io.kspec.server.account.Authenticating] (who asks) and then
/// [io.kspec.server.account.Allowing] (whether they may; nobody by default). Start with
/// [io.kspec.server.account.AuthenticationResource].
@NullMarked
package io.kspec.server.account;

import org.jspecify.annotations.NullMarked;
