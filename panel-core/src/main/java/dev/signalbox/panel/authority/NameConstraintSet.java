package dev.signalbox.panel.authority;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;

/**
 * The DNS names, each with all below it, that a root may sign; IP addresses are always permitted.
 */
record NameConstraintSet(SortedSet<String> dnsNames) {
  private static final List<String> ALWAYS =
      List.of("localhost", "internal", "lan", "local", "home.arpa");
  private static final int IPV4_WITH_MASK = 8;
  private static final int IPV6_WITH_MASK = 32;

  NameConstraintSet {
    dnsNames = Collections.unmodifiableSortedSet(new TreeSet<>(dnsNames));
  }

  static NameConstraintSet of(CertificateNames hosts) {
    return new NameConstraintSet(new TreeSet<>(ALWAYS)).with(hosts);
  }

  static NameConstraintSet read(NameConstraints constraints) {
    SortedSet<String> names = new TreeSet<>();
    for (GeneralSubtree subtree : constraints.getPermittedSubtrees()) {
      GeneralName base = subtree.getBase();
      if (base.getTagNo() == GeneralName.dNSName) {
        names.add(base.getName().toString());
      }
    }
    return new NameConstraintSet(names);
  }

  /** Adds what is not permitted yet; a name below a permitted one adds nothing. */
  NameConstraintSet with(CertificateNames hosts) {
    SortedSet<String> wider = new TreeSet<>(dnsNames);
    for (String name : hosts.dnsNames()) {
      if (!permits(name)) {
        wider.add(name);
      }
    }
    return new NameConstraintSet(wider);
  }

  boolean permits(String dnsName) {
    return dnsNames.stream().anyMatch(base -> dnsName.equals(base) || dnsName.endsWith("." + base));
  }

  NameConstraints toExtension() {
    List<GeneralSubtree> permitted = new ArrayList<>();
    for (String name : dnsNames) {
      permitted.add(new GeneralSubtree(new GeneralName(GeneralName.dNSName, name)));
    }
    permitted.add(anyAddress(IPV4_WITH_MASK));
    permitted.add(anyAddress(IPV6_WITH_MASK));
    return new NameConstraints(permitted.toArray(new GeneralSubtree[0]), null);
  }

  /** An address and a mask of zeros: 0.0.0.0/0 or ::/0. */
  private static GeneralSubtree anyAddress(int length) {
    return new GeneralSubtree(
        new GeneralName(GeneralName.iPAddress, new DEROctetString(new byte[length])));
  }
}
