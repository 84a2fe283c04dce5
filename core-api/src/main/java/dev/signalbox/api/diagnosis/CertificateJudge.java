package dev.signalbox.api.diagnosis;

import static java.util.Objects.requireNonNull;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Judges what a server shows of itself in three respects, each on its own: the authority, the name,
 * the dates.
 */
final class CertificateJudge {
  private static final Duration SOON = Duration.ofDays(14);
  private static final List<String> SERVER = List.of("1.3.6.1.5.5.7.3.1", "2.5.29.37.0");

  private final ProbeTarget target;
  private final Instant now;

  CertificateJudge(ProbeTarget target, Instant now) {
    this.target = requireNonNull(target, "target");
    this.now = requireNonNull(now, "now");
  }

  /** Says whether the connection may go on; what speaks against it stands in the findings. */
  boolean judge(List<X509Certificate> chain, Findings into) {
    TrustPath path = new TrustPath(chain, target.trust());
    Optional<List<X509Certificate>> trusted = path.find(now);
    if (trusted.isPresent()) {
      judgeUse(chain.get(0), into);
    } else {
      path.explain(into);
    }
    judgeName(chain.get(0), into);
    judgeDates(trusted.orElse(chain), into);
    return !into.hasFailed(Hop.CHAIN)
        && !into.hasFailed(Hop.CERTIFICATE_NAME)
        && !into.hasFailed(Hop.EXPIRY);
  }

  private static void judgeUse(X509Certificate certificate, Findings into) {
    if (isForServers(certificate)) {
      into.pass(Hop.CHAIN, "issued by " + TrustPath.issuer(certificate) + ", which is trusted");
    } else {
      into.fail(
          Hop.CHAIN,
          "its authority is trusted, but it says that it is not for servers (no serverAuth among its"
              + " extended key usages)",
          "Have a certificate for a server issued: with openssl by extendedKeyUsage=serverAuth.");
    }
  }

  private static boolean isForServers(X509Certificate certificate) {
    try {
      List<String> uses = certificate.getExtendedKeyUsage();
      return uses == null || uses.stream().anyMatch(SERVER::contains);
    } catch (CertificateParsingException e) {
      return false;
    }
  }

  private void judgeName(X509Certificate certificate, Findings into) {
    ServedNames names = ServedNames.of(certificate);
    String host = target.host();
    if (names.include(host, target.isLiteral())) {
      into.pass(Hop.CERTIFICATE_NAME, "good for " + host);
    } else {
      into.fail(
          Hop.CERTIFICATE_NAME,
          "it is good for " + names + ", and not for " + host,
          target.destination() == Destination.DAEMON
              ? "Start the daemon with --host "
                  + host
                  + " so that its certificate has this name, or"
                  + " use an address with a name that it has."
              : "Start the panel with --host "
                  + host
                  + " so that its certificate has this name, or"
                  + " give the daemon an address with a name that it has.");
    }
  }

  private void judgeDates(List<X509Certificate> chain, Findings into) {
    X509Certificate first =
        chain.stream().min(Comparator.comparing(X509Certificate::getNotAfter)).orElseThrow();
    X509Certificate last =
        chain.stream().max(Comparator.comparing(X509Certificate::getNotBefore)).orElseThrow();
    Instant until = first.getNotAfter().toInstant();
    Instant from = last.getNotBefore().toInstant();
    String which =
        chain.get(0).equals(first) ? "it" : "one in between, " + TrustPath.name(first) + ",";
    if (now.isAfter(until)) {
      into.fail(
          Hop.EXPIRY, which + " ended on " + until + ", and it is " + now + " now", renewal());
    } else if (now.isBefore(from)) {
      into.fail(
          Hop.EXPIRY,
          "it begins on " + from + ", and it is " + now + " here",
          "Set the clocks right: timedatectl set-ntp true, on this machine and on the one that made"
              + " the certificate.");
    } else if (now.plus(SOON).isAfter(until)) {
      long hours = Duration.between(now, until).toHours();
      into.warn(
          Hop.EXPIRY, which + " ends in " + hours / 24 + " d " + hours % 24 + " h", renewal());
    } else {
      into.pass(Hop.EXPIRY, "good until " + until);
    }
  }

  private String renewal() {
    return target.destination() == Destination.DAEMON
        ? "One from the panel's authority is renewed by itself while the daemon has its link: bring the"
            + " link up, and look for “certificate not renewed” in the daemon's log. One of your own or"
            + " of a proxy: renew it there and reload."
        : "One from the panel's authority is renewed by itself: start the panel again. One of your own"
            + " or of a proxy: renew it there and reload.";
  }
}
