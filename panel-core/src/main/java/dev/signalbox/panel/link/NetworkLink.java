package dev.signalbox.panel.link;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonElement;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.api.http.WebSocketListener;
import dev.signalbox.api.id.BootId;
import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.id.UserId;
import dev.signalbox.api.link.DaemonEventSink;
import dev.signalbox.api.link.DaemonHello;
import dev.signalbox.api.link.EventPosition;
import dev.signalbox.api.link.EventSubscription;
import dev.signalbox.api.link.Link;
import dev.signalbox.api.link.control.LinkEnd;
import dev.signalbox.api.link.control.LinkHello;
import dev.signalbox.api.link.control.LinkSession;
import dev.signalbox.api.link.join.JoinMessages;
import dev.signalbox.api.link.stream.StreamPool;
import dev.signalbox.api.routing.SerialExecutor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A link over the network: small things on its control socket, exchanges on streams. */
final class NetworkLink implements Link {
  private static final Logger log = LoggerFactory.getLogger(NetworkLink.class);

  private final LinkSession session;
  private final LinkOrigin origin;
  private final SerialExecutor serial;
  private final Executor workers;
  private final ScheduledExecutorService timer;
  private final DaemonHello hello;
  private final StreamPool pool;
  private volatile @Nullable X509Certificate certificate;
  private volatile boolean closed;

  NetworkLink(
      LinkSession session,
      LinkOrigin origin,
      SerialExecutor serial,
      int mostStreams,
      Executor workers,
      ScheduledExecutorService timer) {
    this.session = requireNonNull(session, "session");
    this.origin = requireNonNull(origin, "origin");
    this.serial = requireNonNull(serial, "serial");
    this.workers = requireNonNull(workers, "workers");
    this.timer = requireNonNull(timer, "timer");
    LinkHello said = session.other();
    this.hello =
        new DaemonHello(
            new DaemonId(said.id()),
            new BootId(requireNonNull(said.boot())),
            said.version(),
            said.addresses());
    this.certificate = certificate(said.certificate());
    this.pool = new StreamPool(this::open, mostStreams, timer);
  }

  /** Returns where the daemon is, for people. */
  String address() {
    return origin.address();
  }

  /** Runs something after what came before it of this link. */
  void inOrder(Runnable task) {
    serial.execute(task);
  }

  /** Takes a socket that was opened for this link. */
  WebSocketListener stream() {
    return pool.accept();
  }

  void certificate(X509Certificate issued) {
    certificate = issued;
  }

  /** Tells the daemon something on the control socket. */
  void tell(String method, Object parameters) {
    session.tell(method, parameters);
  }

  /** Calls the daemon on the control socket. */
  CompletionStage<JsonElement> call(String method, Object parameters) {
    return session.call(method, parameters);
  }

  void end(int code, String reason) {
    session.close(code, reason);
  }

  /** Ends every exchange; the session is over already. */
  void close() {
    closed = true;
    pool.close();
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public DaemonHello hello() {
    return hello;
  }

  @Override
  public CompletionStage<HttpReply> handle(HttpRequest request) {
    return pool.handle(request);
  }

  @Override
  public CompletionStage<Void> revoke(UserId person) {
    return session.call("revoke", Map.of("person", person.value())).thenApply(done -> null);
  }

  @Override
  public EventSubscription events(@Nullable EventPosition after, DaemonEventSink sink) {
    RemoteEvents events = new RemoteEvents(this, after, sink, workers, timer);
    events.open();
    return events;
  }

  @Override
  public Duration roundTrip() {
    return session.roundTrip();
  }

  @Override
  public Duration clockSkew() {
    return session.skew();
  }

  @Override
  public Optional<X509Certificate> certificate() {
    return Optional.ofNullable(certificate);
  }

  @Override
  public boolean isLocal() {
    return false;
  }

  @Override
  public void renewCertificate() {
    session.tell("certificate.due", null);
  }

  @Override
  public void forget() {
    session.close(LinkEnd.FORGOTTEN, "the daemon was removed from the panel");
  }

  private void open(int count) {
    origin
        .open(this, count)
        .exceptionally(
            failure -> {
              log.warn("no stream opened daemon={}", hello.daemon(), failure);
              return null;
            });
  }

  private static @Nullable X509Certificate certificate(@Nullable String said) {
    try {
      return said == null ? null : JoinMessages.certificate(said);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
