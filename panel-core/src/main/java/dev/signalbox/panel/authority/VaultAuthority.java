package dev.signalbox.panel.authority;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.transport.TlsMaterial;
import dev.signalbox.api.transport.TlsSource;
import dev.signalbox.panel.vault.KeyAlgorithm;
import dev.signalbox.panel.vault.Vault;
import java.io.IOException;
import java.net.InetAddress;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The authority whose key and root lie sealed in the vault. */
final class VaultAuthority implements Authority {
  private static final Logger log = LoggerFactory.getLogger(VaultAuthority.class);
  private static final String KEY = "authority.key";
  private static final String ROOT = "authority.root";
  private static final Duration LAST_YEAR = Duration.ofDays(365);

  private final AuthorityConfig config;
  private final Vault vault;
  private final NameRegistry registry;
  private final InstantSource clock;
  private final ServerTlsStore serverTls;
  private final ReentrantLock renewing = new ReentrantLock();
  private volatile @Nullable Loaded loaded;

  private record Loaded(
      CertificateIssuer issuer, X509Certificate root, NameConstraintSet constraints) {}

  VaultAuthority(AuthorityConfig config, Vault vault, NameRegistry registry, InstantSource clock) {
    this.config = requireNonNull(config, "config");
    this.vault = requireNonNull(vault, "vault");
    this.registry = requireNonNull(registry, "registry");
    this.clock = requireNonNull(clock, "clock");
    this.serverTls = new ServerTlsStore(vault);
  }

  @Override
  public void start() {
    CertificateIssuer issuer = new CertificateIssuer(vault.keyPair(KEY, KeyAlgorithm.EC_P256));
    Loaded current = upToDate(issuer);
    loaded = current;
    RootFile.write(config.dataDirectory(), RootFile.pem(current.root()));
    Set<String> taken = registry.takeForPanel(config.hosts());
    if (!taken.isEmpty()) {
      log.warn("names of a daemon are the panel's from now on names={}", taken);
    }
    log.info("authority ready fingerprint={}", issuer.fingerprint());
  }

  @Override
  public void stop() {
    loaded = null;
  }

  @Override
  public String fingerprint() {
    return loaded().issuer().fingerprint();
  }

  @Override
  public X509Certificate root() {
    return loaded().root();
  }

  @Override
  public String rootPem() {
    return RootFile.pem(root());
  }

  @Override
  public SortedSet<String> permittedDnsNames() {
    return loaded().constraints().dnsNames();
  }

  @Override
  public TlsMaterial serverTls() {
    Loaded current = loaded();
    Instant now = clock.instant();
    renewing.lock();
    try {
      TlsMaterial own =
          serverTls
              .read()
              .filter(stored -> isGood(stored.chain().get(0), current.issuer(), now))
              .orElseGet(() -> newServerTls(current, now));
      return new TlsMaterial(own.key(), List.of(own.chain().get(0), current.root()));
    } finally {
      renewing.unlock();
    }
  }

  @Override
  public List<X509Certificate> issueForDaemon(
      DaemonId daemon, byte[] certificateRequest, CertificateNames accepted) {
    Loaded current = loaded();
    PublicKey key = CertificateRequests.provenKey(certificateRequest);
    reserveForDaemon(daemon, accepted);
    return List.of(issueForDaemon(current, daemon, key, accepted));
  }

  @Override
  public void reserveForDaemon(DaemonId daemon, CertificateNames accepted) {
    requireIssuable(accepted, loaded().constraints());
    registry.claim(daemon, accepted);
  }

  @Override
  public List<X509Certificate> issueForLocalDaemon(DaemonId daemon, byte[] certificateRequest) {
    PublicKey key = CertificateRequests.provenKey(certificateRequest);
    return List.of(issueForDaemon(loaded(), daemon, key, config.hosts()));
  }

  @Override
  public void release(DaemonId daemon) {
    registry.release(daemon);
  }

  private Loaded upToDate(CertificateIssuer issuer) {
    Instant now = clock.instant();
    X509Certificate root =
        CertificateIssuer.decode(
            vault.readOrCreate(
                ROOT, () -> encode(issuer.root(NameConstraintSet.of(config.hosts()), now))));
    if (!issuer.issued(root)) {
      throw new SignalboxException(
          AuthorityError.UNUSABLE, "the stored root is not of the stored key; restore a backup");
    }
    NameConstraintSet constraints = constraints(root);
    NameConstraintSet wider = constraints.with(config.hosts());
    boolean old = now.isAfter(root.getNotAfter().toInstant().minus(LAST_YEAR));
    if (wider.equals(constraints) && !old) {
      return new Loaded(issuer, root, constraints);
    }
    X509Certificate renewed = issuer.root(wider, now);
    vault.replace(ROOT, encode(renewed));
    SortedSet<String> added = new TreeSet<>(wider.dnsNames());
    added.removeAll(constraints.dnsNames());
    log.warn(
        "root issued anew with the same key: import ca.pem again where it was imported"
            + " addedNames={} fingerprint={}",
        added,
        issuer.fingerprint());
    return new Loaded(issuer, renewed, wider);
  }

  private boolean isGood(X509Certificate certificate, CertificateIssuer issuer, Instant now) {
    return issuer.issued(certificate)
        && !now.isBefore(certificate.getNotBefore().toInstant())
        && now.isBefore(TlsSource.dueAt(certificate))
        && ServerTlsStore.names(certificate).equals(config.hosts().all());
  }

  private TlsMaterial newServerTls(Loaded current, Instant now) {
    KeyPair pair = KeyAlgorithm.EC_P256.newPair();
    X509Certificate certificate =
        current
            .issuer()
            .server(current.root(), "Signalbox panel", pair.getPublic(), config.hosts(), now);
    TlsMaterial material = new TlsMaterial(pair.getPrivate(), List.of(certificate));
    serverTls.write(material);
    log.info(
        "server certificate issued names={} notAfter={}",
        config.hosts(),
        certificate.getNotAfter().toInstant());
    return material;
  }

  private X509Certificate issueForDaemon(
      Loaded current, DaemonId daemon, PublicKey key, CertificateNames names) {
    X509Certificate certificate =
        current
            .issuer()
            .server(current.root(), "Signalbox daemon " + daemon, key, names, clock.instant());
    log.info(
        "daemon certificate issued daemon={} names={} notAfter={}",
        daemon,
        names,
        certificate.getNotAfter().toInstant());
    return certificate;
  }

  private static void requireIssuable(CertificateNames names, NameConstraintSet constraints) {
    if (names.isEmpty()) {
      throw new SignalboxException(
          AuthorityError.NO_NAMES, "no address of this daemon was accepted yet");
    }
    for (String name : names.dnsNames()) {
      if (!constraints.permits(name)) {
        throw new SignalboxException(
            AuthorityError.NAME_NOT_PERMITTED,
            name + " is outside what the root may sign; use ACME or a certificate of your own");
      }
      if (name.equals("localhost") || name.endsWith(".localhost")) {
        throw notOneMachine(name);
      }
    }
    for (String address : names.addresses()) {
      InetAddress inet = CertificateNames.inetAddress(address);
      if (inet.isLoopbackAddress()
          || inet.isAnyLocalAddress()
          || inet.isLinkLocalAddress()
          || inet.isMulticastAddress()) {
        throw notOneMachine(address);
      }
    }
  }

  private static SignalboxException notOneMachine(String name) {
    return new SignalboxException(
        AuthorityError.NAME_NOT_PERMITTED, name + " does not name one machine to everybody");
  }

  private static NameConstraintSet constraints(X509Certificate root) {
    byte[] extension = root.getExtensionValue(Extension.nameConstraints.getId());
    if (extension == null) {
      throw new SignalboxException(AuthorityError.UNUSABLE, "the stored root has no constraints");
    }
    try {
      return NameConstraintSet.read(
          NameConstraints.getInstance(JcaX509ExtensionUtils.parseExtensionValue(extension)));
    } catch (IOException | IllegalArgumentException e) {
      throw new SignalboxException(AuthorityError.UNUSABLE, "the stored root is unreadable", e);
    }
  }

  private static byte[] encode(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was made does not encode", e);
    }
  }

  private Loaded loaded() {
    Loaded current = loaded;
    if (current == null) {
      throw new IllegalStateException("authority: not started");
    }
    return current;
  }
}
