package dev.signalbox.transport.netty;

import dev.signalbox.api.transport.TlsMaterial;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.KeyManagerFactoryWrapper;
import javax.net.ssl.SSLException;

/** Whose TLS is used. */
enum TlsEngine {
  JDK(SslProvider.JDK),
  BORINGSSL(SslProvider.OPENSSL_REFCNT);

  private final SslProvider provider;

  TlsEngine(SslProvider provider) {
    this.provider = provider;
  }

  static TlsEngine of(NettyOptions.Tls tls) {
    return switch (tls) {
      case JDK -> JDK;
      case AUTO -> OpenSsl.isAvailable() ? BORINGSSL : JDK;
      case BORINGSSL -> {
        if (!OpenSsl.isAvailable()) {
          throw new IllegalArgumentException("tls: BORINGSSL (expected: one that is present here)");
        }
        yield BORINGSSL;
      }
    };
  }

  /** Returns a context that the caller releases. */
  SslContext context(TlsMaterial material) {
    try {
      return SslContextBuilder.forServer(new KeyManagerFactoryWrapper(material.keyManager()))
          .sslProvider(provider)
          .protocols("TLSv1.3", "TLSv1.2")
          .build();
    } catch (SSLException e) {
      throw new IllegalArgumentException(
          "material: " + material + " (expected: a usable key and chain)", e);
    }
  }
}
