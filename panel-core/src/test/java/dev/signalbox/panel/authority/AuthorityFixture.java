package dev.signalbox.panel.authority;

import dev.signalbox.panel.database.Database;
import dev.signalbox.panel.database.DatabaseConfig;
import dev.signalbox.panel.vault.KeyAlgorithm;
import dev.signalbox.panel.vault.Vault;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** An authority on a real database, with a clock that a test moves. */
final class AuthorityFixture implements AutoCloseable {
  static final List<String> HOSTS =
      List.of("localhost", "panelhost", "panel.corp.example", "127.0.0.1", "::1", "192.0.2.10");

  final Path data;
  final Database database;
  final Vault vault;
  volatile Instant now;

  AuthorityFixture(Path data, Instant now) {
    this.data = data;
    this.now = now;
    this.database = Database.create(DatabaseConfig.embedded(data));
    this.database.start();
    this.vault = Vault.create(data, database, () -> this.now);
    this.vault.start();
  }

  Authority start() {
    return start(HOSTS);
  }

  Authority start(List<String> hosts) {
    Authority authority =
        Authority.create(
            new AuthorityConfig(data, CertificateNames.parse(hosts)),
            vault,
            database,
            () -> this.now);
    authority.start();
    return authority;
  }

  /** Returns the issuer itself, which signs whatever it is told to, as a faulty panel would. */
  CertificateIssuer issuer() {
    return new CertificateIssuer(vault.keyPair("authority.key", KeyAlgorithm.EC_P256));
  }

  static CertificateNames names(String... hosts) {
    return CertificateNames.parse(Set.of(hosts));
  }

  static byte[] request(KeyPair pair) {
    return request(pair, "SHA256withECDSA");
  }

  /** Returns a request that also asks for a foreign name and to be an authority. */
  static byte[] request(KeyPair pair, String algorithm) {
    return request(pair, pair, algorithm);
  }

  static byte[] request(KeyPair named, KeyPair signing, String algorithm) {
    try {
      ExtensionsGenerator extensions = new ExtensionsGenerator();
      extensions.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(new GeneralName(GeneralName.dNSName, "bank.example")));
      extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
      return new JcaPKCS10CertificationRequestBuilder(
              new X500Principal("CN=bank.example"), named.getPublic())
          .addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate())
          .build(new JcaContentSignerBuilder(algorithm).build(signing.getPrivate()))
          .getEncoded();
    } catch (IOException | OperatorCreationException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    database.stop();
  }
}
