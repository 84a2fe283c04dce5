package dev.signalbox.daemon.identity;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.id.BootId;
import dev.signalbox.api.link.JoinAnswer;
import dev.signalbox.api.link.JoinError;
import dev.signalbox.api.secret.SecretDirectory;
import dev.signalbox.api.transport.TlsMaterial;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The identity that lies in files below {@code secrets}. */
final class FileDaemonIdentity implements DaemonIdentity {
  private static final Logger log = LoggerFactory.getLogger(FileDaemonIdentity.class);
  private static final String IDENTITY_KEY = "daemon-identity.key";
  private static final String TLS_KEY = "daemon-tls.key";

  private final Path dataDirectory;
  private final ReentrantLock changing = new ReentrantLock();
  private volatile @Nullable Loaded loaded;

  private record Loaded(
      BootId boot, KeyPair identity, KeyPair tls, JoinFile file, @Nullable JoinedPanel panel) {
    Loaded with(JoinedPanel joined) {
      return new Loaded(boot, identity, tls, file, joined);
    }

    Loaded without() {
      return new Loaded(boot, identity, tls, file, null);
    }

    @Override
    public String toString() {
      return "Loaded[" + boot + "]";
    }
  }

  FileDaemonIdentity(Path dataDirectory) {
    this.dataDirectory = requireNonNull(dataDirectory, "dataDirectory");
  }

  @Override
  public void start() {
    SecretDirectory secrets = SecretDirectory.open(dataDirectory);
    KeyFiles keys = new KeyFiles(secrets);
    JoinFile file = new JoinFile(secrets);
    loaded =
        new Loaded(
            BootId.random(),
            keys.ed25519(IDENTITY_KEY),
            keys.p256(TLS_KEY),
            file,
            file.read().orElse(null));
  }

  @Override
  public void stop() {
    loaded = null;
  }

  @Override
  public BootId boot() {
    return loaded().boot();
  }

  @Override
  public PublicKey identityKey() {
    return loaded().identity().getPublic();
  }

  @Override
  public byte[] sign(byte[] message) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(loaded().identity().getPrivate());
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the identity key does not sign", e);
    }
  }

  @Override
  public byte[] certificateRequest() {
    KeyPair tls = loaded().tls();
    try {
      return new JcaPKCS10CertificationRequestBuilder(new X500Principal(""), tls.getPublic())
          .build(new JcaContentSignerBuilder("SHA256withECDSA").build(tls.getPrivate()))
          .getEncoded();
    } catch (OperatorCreationException | IOException e) {
      throw new IllegalStateException("the TLS key does not sign", e);
    }
  }

  @Override
  public PublicKey tlsKey() {
    return loaded().tls().getPublic();
  }

  @Override
  public TlsMaterial selfSigned(Instant now) {
    KeyPair tls = loaded().tls();
    return new TlsMaterial(tls.getPrivate(), List.of(SelfSigned.certificate(tls, now)));
  }

  @Override
  public Optional<JoinedPanel> joined() {
    return Optional.ofNullable(loaded().panel());
  }

  @Override
  public Optional<TlsMaterial> tls() {
    Loaded current = loaded();
    return Optional.ofNullable(current.panel())
        .map(JoinedPanel::chain)
        .filter(chain -> !chain.isEmpty())
        .map(chain -> served(current, chain));
  }

  @Override
  public JoinedPanel join(JoinAnswer answer, PanelWay way) {
    changing.lock();
    try {
      Loaded current = loaded();
      if (answer.ticketKeys().isEmpty()) {
        throw badAnswer("it has no ticket key");
      }
      JoinedPanel panel =
          new JoinedPanel(
              answer.daemon(),
              answer.name(),
              answer.ticketKeys(),
              answer.panelKey(),
              way,
              answer.root(),
              answer.chain());
      requireSame(current.panel(), panel);
      requireFitting(panel, current.tls().getPublic());
      current.file().write(panel);
      loaded = current.with(panel);
      log.info("panel joined daemon={} fingerprint={}", panel.daemon(), panel.fingerprint());
      return panel;
    } finally {
      changing.unlock();
    }
  }

  @Override
  public TlsMaterial renew(List<X509Certificate> chain) {
    changing.lock();
    try {
      Loaded current = loaded();
      JoinedPanel before = current.panel();
      if (before == null) {
        throw new IllegalStateException("no panel was joined");
      }
      JoinedPanel panel =
          new JoinedPanel(
              before.daemon(),
              before.name(),
              before.ticketKeys(),
              before.panelKey(),
              before.way(),
              before.root(),
              chain);
      requireFitting(panel, current.tls().getPublic());
      current.file().write(panel);
      Loaded renewed = current.with(panel);
      loaded = renewed;
      log.info("certificate renewed notAfter={}", chain.get(0).getNotAfter().toInstant());
      return served(renewed, chain);
    } finally {
      changing.unlock();
    }
  }

  @Override
  public void forget() {
    changing.lock();
    try {
      Loaded current = loaded();
      current.file().delete();
      loaded = current.without();
      log.info("panel forgotten");
    } finally {
      changing.unlock();
    }
  }

  /** Whoever has pinned the root's key needs to see the root. */
  private static TlsMaterial served(Loaded current, List<X509Certificate> chain) {
    List<X509Certificate> whole = new ArrayList<>(chain);
    whole.add(requireNonNull(current.panel()).root());
    return new TlsMaterial(current.tls().getPrivate(), whole);
  }

  private static void requireSame(@Nullable JoinedPanel before, JoinedPanel panel) {
    if (before != null && !before.fingerprint().equals(panel.fingerprint())) {
      throw new SignalboxException(
          JoinError.OTHER_PANEL,
          "this daemon has joined another panel, with the fingerprint " + before.fingerprint());
    }
  }

  private static void requireFitting(JoinedPanel panel, PublicKey tlsKey) {
    if (!Certificates.leads(List.of(panel.root()), panel.root().getPublicKey(), panel.root())) {
      throw badAnswer("its root is no authority");
    }
    if (!Certificates.leads(panel.chain(), tlsKey, panel.root())) {
      throw badAnswer("its certificate is not by its authority, or not for this daemon's key");
    }
  }

  private static SignalboxException badAnswer(String why) {
    return new SignalboxException(
        IdentityError.BAD_ANSWER, "the panel's answer cannot be used: " + why);
  }

  private Loaded loaded() {
    Loaded current = loaded;
    if (current == null) {
      throw new IllegalStateException("identity: not started");
    }
    return current;
  }

  @Override
  public String toString() {
    return "DaemonIdentity[" + dataDirectory + "]";
  }
}
