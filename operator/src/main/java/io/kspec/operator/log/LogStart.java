package io.kspec.operator.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.core.spi.ContextAwareBase;

/// What logs before the flags are read: text at level info. Found by the logging library, which then looks for no
/// files of its own.
@ConfiguratorRank(ConfiguratorRank.CUSTOM_TOP_PRIORITY)
public final class LogStart extends ContextAwareBase implements Configurator {
    /// Made by the logging library.
    public LogStart() {}

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        Logs.set(context, LogSettings.AT_A_TERMINAL, "");
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
