package dev.signalbox.api.diagnosis;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The way from a server's certificate to a trusted authority, and what it lacks. */
final class TrustPath {
  private static final String WHOLE_CHAIN =
      "Have the server show its certificate together with those in between, its own first, such as"
          + " the file fullchain.pem of an ACME client.";

  private final List<X509Certificate> chain;
  private final TrustedRoots roots;

  TrustPath(List<X509Certificate> chain, TrustedRoots roots) {
    this.chain = List.copyOf(chain);
    this.roots = roots;
  }

  static String name(X509Certificate certificate) {
    return Words.quoted(certificate.getSubjectX500Principal().getName());
  }

  static String issuer(X509Certificate certificate) {
    return Words.quoted(certificate.getIssuerX500Principal().getName());
  }

  /**
   * Returns the certificates on the way to a trusted authority, the server's first: such as it is
   * now, or at a moment at which all of it is in date, so that an end that is over is told as just
   * that. Empty where there is no such way.
   */
  Optional<List<X509Certificate>> find(Instant now) {
    if (roots.certificates().contains(chain.get(0))) {
      return Optional.of(List.of(chain.get(0)));
    }
    return moments(now).stream().map(this::pathAt).flatMap(Optional::stream).findFirst();
  }

  private List<Instant> moments(Instant now) {
    Instant from =
        chain.stream()
            .map(each -> each.getNotBefore().toInstant())
            .max(Instant::compareTo)
            .orElseThrow();
    Instant until =
        chain.stream()
            .map(each -> each.getNotAfter().toInstant())
            .min(Instant::compareTo)
            .orElseThrow();
    List<Instant> moments = new ArrayList<>(List.of(now));
    if (from.isBefore(until)) {
      moments.add(from.plus(Duration.between(from, until).dividedBy(2)));
    }
    return moments;
  }

  private Optional<List<X509Certificate>> pathAt(Instant moment) {
    Set<TrustAnchor> anchors = roots.anchors();
    if (anchors.isEmpty()) {
      return Optional.empty();
    }
    try {
      X509CertSelector server = new X509CertSelector();
      server.setCertificate(chain.get(0));
      PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, server);
      parameters.addCertStore(
          CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(moment));
      return Optional.of(
          CertPathBuilder.getInstance("PKIX")
              .build(parameters)
              .getCertPath()
              .getCertificates()
              .stream()
              .map(X509Certificate.class::cast)
              .toList());
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  /** Tells why there is none. */
  void explain(Findings into) {
    X509Certificate top = top();
    Optional<X509Certificate> namesake = namesake();
    if (isOwnIssuer(chain.get(0))) {
      into.fail(
          Hop.CHAIN,
          "it is signed by itself, " + name(chain.get(0)) + ": nobody vouches for it",
          "Let the daemon serve the certificate that joining brought, or one of an authority that"
              + " everybody trusts, such as by ACME.");
    } else if (namesake.isPresent()) {
      into.fail(
          Hop.CHAIN,
          "its issuer is called as the trusted "
              + name(namesake.get())
              + " is, and has another key: another panel's authority, or this one's from before its"
              + " data directory was made anew",
          "Look whether the address leads to a server that belongs to another panel. Else join the"
              + " daemon anew, so that it gets a certificate of this authority.");
    } else if (isOwnIssuer(top)) {
      into.fail(
          Hop.CHAIN,
          "it comes from the authority " + name(top) + ", which is not trusted here",
          "Use a certificate of the panel's own authority or of one that everybody trusts. Where"
              + " something in between ends TLS (a proxy, a virus scanner), give that one such a"
              + " certificate.");
    } else if (issuedByTrusted(top)) {
      into.fail(
          Hop.CHAIN,
          "its issuer is trusted, and yet the chain breaks a rule: a key or a signature that is too"
              + " weak, or an authority that may not sign this",
          "Have it issued anew, with ECDSA P-256 or RSA of 2048 bits and SHA-256.");
    } else {
      into.fail(
          Hop.CHAIN,
          "the chain ends too early: the server shows "
              + chain.size()
              + ", and the certificate of "
              + issuer(top)
              + ", which issued the last, is neither among them nor trusted",
          WHOLE_CHAIN
              + " If that issuer is itself at the root, it is not trusted here: use a certificate of"
              + " another authority.");
    }
  }

  /** Returns the last certificate of the way up that the server shows. */
  private X509Certificate top() {
    Set<X509Certificate> passed = new HashSet<>();
    X509Certificate top = chain.get(0);
    while (passed.add(top)) {
      X509Certificate below = top;
      top =
          chain.stream()
              .filter(each -> !each.equals(below) && issued(each, below))
              .findFirst()
              .orElse(below);
    }
    return top;
  }

  private boolean issuedByTrusted(X509Certificate certificate) {
    return roots.certificates().stream().anyMatch(root -> issued(root, certificate));
  }

  /** Returns a trusted root that is called as an issuer in the chain is, and did not sign. */
  private Optional<X509Certificate> namesake() {
    return roots.certificates().stream()
        .filter(
            root ->
                chain.stream()
                    .anyMatch(
                        each ->
                            each.getIssuerX500Principal().equals(root.getSubjectX500Principal())
                                && !issued(root, each)))
        .findFirst();
  }

  private static boolean isOwnIssuer(X509Certificate certificate) {
    return issued(certificate, certificate);
  }

  private static boolean issued(X509Certificate issuer, X509Certificate certificate) {
    if (!certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
      return false;
    }
    try {
      certificate.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
