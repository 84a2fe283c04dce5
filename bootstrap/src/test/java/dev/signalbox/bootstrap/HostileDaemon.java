package dev.signalbox.bootstrap;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.api.id.BootId;
import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.id.UserId;
import dev.signalbox.api.instance.InstanceSnapshot;
import dev.signalbox.api.link.DaemonEventSink;
import dev.signalbox.api.link.DaemonHello;
import dev.signalbox.api.link.EventPosition;
import dev.signalbox.api.link.EventSubscription;
import dev.signalbox.api.link.JoinAnswer;
import dev.signalbox.api.link.JoinCode;
import dev.signalbox.api.link.JoinRequest;
import dev.signalbox.api.link.Link;
import dev.signalbox.api.operation.DaemonOperations;
import dev.signalbox.api.ticket.Ticket;
import dev.signalbox.panel.authority.TicketKeys;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.jspecify.annotations.Nullable;

/** A daemon that has joined and then answers whatever a test wants. */
final class HostileDaemon implements Link {
  private final JoinAnswer joined;
  private volatile @Nullable DaemonEventSink sink;
  private volatile Function<HttpRequest, CompletionStage<HttpReply>> answers =
      request -> {
        throw new AssertionError("not asked for");
      };

  private HostileDaemon(JoinAnswer joined) {
    this.joined = joined;
  }

  /** Joins with a request for a certificate of a name that is not its own, and attaches a link. */
  static HostileDaemon join(JoinCode code, String askedName) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      KeyPair identity = generator.generateKeyPair();
      byte[] key = identity.getPublic().getEncoded();
      JoinAnswer joined =
          code.panel()
              .join(
                  code.toString(),
                  new JoinRequest(key, request(generator.generateKeyPair(), askedName)));
      HostileDaemon daemon = new HostileDaemon(joined);
      code.panel().attach(daemon, key);
      return daemon;
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] request(KeyPair pair, String name)
      throws IOException, OperatorCreationException {
    ExtensionsGenerator extensions = new ExtensionsGenerator();
    extensions.addExtension(
        Extension.subjectAlternativeName,
        true,
        new GeneralNames(new GeneralName(GeneralName.dNSName, name)));
    return new JcaPKCS10CertificationRequestBuilder(
            new X500Principal("CN=" + name), pair.getPublic())
        .addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate())
        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))
        .getEncoded();
  }

  /** Returns a ticket of the panel's for a download from this daemon. */
  String ticket(TestSite site, String subject) {
    return site.panel()
        .service(TicketKeys.class)
        .signer()
        .sign(ticket(id(), hello().boot(), subject, Instant.now().plus(Ticket.MAX_LIFE)));
  }

  static Ticket ticket(DaemonId daemon, BootId boot, String subject, Instant expiresAt) {
    return Ticket.of(daemon, boot, subject, DaemonOperations.FILES_DOWNLOAD, expiresAt)
        .onInstance(new InstanceId("i"))
        .onPath("a.txt");
  }

  DaemonId id() {
    return joined.daemon();
  }

  JoinAnswer joined() {
    return joined;
  }

  void answer(HttpReply reply) {
    answers = request -> reply.asStage();
  }

  void answers(Function<HttpRequest, CompletionStage<HttpReply>> changed) {
    answers = changed;
  }

  /** A daemon that does not care. */
  @Override
  public CompletionStage<Void> revoke(UserId person) {
    return CompletableFuture.completedStage(null);
  }

  @Override
  public Duration clockSkew() {
    return Duration.ZERO;
  }

  @Override
  public boolean isLocal() {
    return true;
  }

  @Override
  public void renewCertificate() {}

  @Override
  public void forget() {}

  /** Claims that these are all its instances. */
  void tell(InstanceSnapshot... claimed) {
    requireNonNull(sink, "sink").caughtUp(new EventPosition(hello().boot(), 1), List.of(claimed));
  }

  /** A daemon that tells only what a test wants. */
  @Override
  public EventSubscription events(@Nullable EventPosition after, DaemonEventSink follower) {
    sink = follower;
    return new EventSubscription() {
      @Override
      public void acknowledge(EventPosition position) {}

      @Override
      public void close() {}
    };
  }

  @Override
  public Duration roundTrip() {
    return Duration.ofMillis(1);
  }

  @Override
  public Optional<X509Certificate> certificate() {
    return Optional.empty();
  }

  @Override
  public DaemonHello hello() {
    return new DaemonHello(joined.daemon(), new BootId("boot-of-the-hostile"), "0", List.of());
  }

  @Override
  public CompletionStage<HttpReply> handle(HttpRequest request) {
    return answers.apply(request);
  }

  /** A body that goes on for as long as somebody asks, and counts. */
  static final class Endless implements Flow.Publisher<ByteBuffer> {
    private final byte[] chunk;
    private final AtomicLong produced = new AtomicLong();
    private final AtomicBoolean cancelled = new AtomicBoolean();

    Endless(byte[] chunk) {
      this.chunk = chunk;
    }

    long produced() {
      return produced.get();
    }

    boolean isCancelled() {
      return cancelled.get();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
      AtomicLong wanted = new AtomicLong();
      subscriber.onSubscribe(
          new Flow.Subscription() {
            @Override
            public void request(long more) {
              // One loop serves what is asked for within it, too.
              if (wanted.getAndUpdate(now -> now + more < 0 ? Long.MAX_VALUE : now + more) > 0) {
                return;
              }
              do {
                if (cancelled.get()) {
                  return;
                }
                produced.addAndGet(chunk.length);
                subscriber.onNext(ByteBuffer.wrap(chunk).asReadOnlyBuffer());
              } while (wanted.decrementAndGet() > 0);
            }

            @Override
            public void cancel() {
              cancelled.set(true);
            }
          });
    }
  }
}
