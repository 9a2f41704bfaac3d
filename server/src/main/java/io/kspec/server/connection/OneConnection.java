package io.kspec.server.connection;

import io.fabric8.kubernetes.client.vertx.VertxHttpClientFactory;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.JdkSslContext;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.SSLEngineOptions;
import io.vertx.core.spi.tls.SslContextFactory;
import io.vertx.ext.web.client.WebClientOptions;

/// Clients that have one connection, in HTTP/2: requests above the limit wait for their turn. A server that speaks
/// HTTP/1.1 only is asked one thing after the other.
final class OneConnection extends VertxHttpClientFactory {
    private final int requests;

    /// @param requests at the same time
    OneConnection(Vertx vertx, int requests) {
        super(vertx);
        this.requests = requests;
    }

    @Override
    protected void additionalConfig(WebClientOptions options) {
        options.setProtocolVersion(HttpVersion.HTTP_2)
                .setUseAlpn(true)
                .setSslEngineOptions(new Negotiating(options.getSslEngineOptions()))
                .setMaxPoolSize(1)
                .setHttp2MaxPoolSize(1)
                .setHttp2MultiplexingLimit(requests)
                .setFollowRedirects(false);
    }

    /// The client library's own engine does not offer HTTP/2 to the server.
    private static final class Negotiating extends JdkSSLEngineOptions {
        private static final ApplicationProtocolConfig HTTP2_OR_1 = new ApplicationProtocolConfig(
                Protocol.ALPN,
                SelectorFailureBehavior.NO_ADVERTISE,
                SelectedListenerFailureBehavior.ACCEPT,
                "h2",
                "http/1.1");

        private final SSLEngineOptions own;

        /// @param own the library's, which knows whom to trust, and as whom to show itself
        Negotiating(SSLEngineOptions own) {
            this.own = own;
        }

        @Override
        public JdkSSLEngineOptions copy() {
            return new Negotiating(own);
        }

        @Override
        public SslContextFactory sslContextFactory() {
            return () -> new JdkSslContext(
                    ((JdkSslContext) own.sslContextFactory().create()).context(),
                    true,
                    null,
                    IdentityCipherSuiteFilter.INSTANCE,
                    HTTP2_OR_1,
                    ClientAuth.NONE,
                    null,
                    false);
        }
    }
}
