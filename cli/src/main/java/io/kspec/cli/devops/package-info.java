/// Commands around DevOpsPolicy: its kind, and its checks without a policy. Start at
/// [io.kspec.cli.devops.DevOpsCommand].
@NullMarked
package io.kspec.cli.devops;

import org.jspecify.annotations.NullMarked;
