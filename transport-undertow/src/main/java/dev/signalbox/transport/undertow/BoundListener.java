package dev.signalbox.transport.undertow;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.transport.ListenerSpec;
import dev.signalbox.api.transport.TlsMaterial;
import dev.signalbox.api.transport.TransportError;
import io.undertow.connector.ByteBufferPool;
import io.undertow.protocols.ssl.UndertowXnioSsl;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.StreamConnection;
import org.xnio.channels.AcceptingChannel;

/** One bound port; connections wait in the kernel until it is opened. */
final class BoundListener {
  private static final Logger log = LoggerFactory.getLogger(BoundListener.class);

  private final AcceptingChannel<? extends StreamConnection> channel;
  private final InetSocketAddress address;
  private final @Nullable UndertowXnioSsl tls;

  private BoundListener(
      AcceptingChannel<? extends StreamConnection> channel, @Nullable UndertowXnioSsl tls) {
    this.channel = channel;
    this.address = channel.getLocalAddress(InetSocketAddress.class);
    this.tls = tls;
  }

  /**
   * Binds the listener.
   *
   * @throws SignalboxException {@code transport.port-in-use} or {@code transport.bind-failed}
   */
  static BoundListener bind(
      EngineThreads threads,
      ListenerSpec spec,
      ByteBufferPool tlsBuffers,
      ChannelListener<StreamConnection> accepted) {
    InetSocketAddress wanted = new InetSocketAddress(spec.host(), spec.port());
    OptionMap options = EngineSettings.listener();
    ChannelListener<AcceptingChannel<? extends StreamConnection>> acceptor =
        channel -> acceptAll(channel, accepted);
    try {
      if (wanted.isUnresolved()) {
        throw new IOException("unknown host");
      }
      TlsMaterial material = spec.tls().orElse(null);
      if (material == null) {
        AcceptingChannel<StreamConnection> channel =
            threads.worker().createStreamConnectionServer(wanted, acceptor, options);
        return new BoundListener(channel, null);
      }
      UndertowXnioSsl tls =
          new UndertowXnioSsl(
              threads.worker().getXnio(),
              options,
              tlsBuffers,
              TlsContexts.of(material),
              threads.handshakes());
      AcceptingChannel<? extends StreamConnection> channel =
          tls.createSslConnectionServer(threads.worker(), wanted, acceptor, options);
      return new BoundListener(channel, tls);
    } catch (IOException e) {
      throw TransportError.notBound(spec, e);
    }
  }

  private static void acceptAll(
      AcceptingChannel<? extends StreamConnection> channel,
      ChannelListener<StreamConnection> accepted) {
    try {
      StreamConnection connection = channel.accept();
      while (connection != null) {
        hand(connection, accepted);
        connection = channel.accept();
      }
    } catch (ClosedChannelException e) {
      // The server stops.
    } catch (IOException e) {
      log.warn("connection not accepted", e);
    }
  }

  private static void hand(
      StreamConnection connection, ChannelListener<StreamConnection> accepted) {
    try {
      if (connection.getIoThread() == Thread.currentThread()) {
        accepted.handleEvent(connection);
      } else {
        connection.getIoThread().execute(() -> accepted.handleEvent(connection));
      }
    } catch (RuntimeException e) {
      log.warn("connection not served", e);
      IoUtils.safeClose(connection);
    }
  }

  InetSocketAddress address() {
    return address;
  }

  void open() {
    channel.resumeAccepts();
  }

  void reload(TlsMaterial material) {
    if (tls != null) {
      tls.updateSSLContext(TlsContexts.of(requireNonNull(material, "material")));
    }
  }

  void close() {
    IoUtils.safeClose(channel);
  }
}
