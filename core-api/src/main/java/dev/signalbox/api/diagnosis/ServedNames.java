package dev.signalbox.api.diagnosis;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names and addresses that a certificate is good for, as browsers read them: its subject
 * alternative names and nothing else.
 */
record ServedNames(List<String> dnsNames, List<String> addresses) {
  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;
  private static final int MOST_SHOWN = 8;

  ServedNames {
    dnsNames = List.copyOf(dnsNames);
    addresses = List.copyOf(addresses);
  }

  static ServedNames of(X509Certificate certificate) {
    List<String> names = new ArrayList<>();
    List<String> addresses = new ArrayList<>();
    try {
      Collection<List<?>> all = certificate.getSubjectAlternativeNames();
      for (List<?> name : all == null ? List.<List<?>>of() : all) {
        if (name.get(0).equals(DNS_NAME)) {
          names.add(name.get(1).toString().toLowerCase(Locale.ROOT));
        } else if (name.get(0).equals(IP_ADDRESS)) {
          addresses.add(name.get(1).toString());
        }
      }
    } catch (CertificateParsingException e) {
      return new ServedNames(List.of(), List.of());
    }
    return new ServedNames(names, addresses);
  }

  boolean include(String host, boolean literal) {
    return literal
        ? addresses.stream().anyMatch(each -> normal(each).equals(normal(host)))
        : includesName(host);
  }

  private boolean includesName(String host) {
    String wanted = host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
    int dot = wanted.indexOf('.');
    String below = dot < 0 ? "" : wanted.substring(dot);
    return dnsNames.stream()
        .anyMatch(
            name ->
                name.equals(wanted)
                    || (name.startsWith("*.")
                        && name.indexOf('.', 2) > 0
                        && name.substring(1).equals(below)));
  }

  private static String normal(String address) {
    try {
      // With a colon or digits alone it can only be a literal, so nothing is looked up.
      return InetAddress.getByName(address).getHostAddress();
    } catch (UnknownHostException e) {
      return address;
    }
  }

  @Override
  public String toString() {
    List<String> all = Stream.concat(dnsNames.stream(), addresses.stream()).toList();
    if (all.isEmpty()) {
      return "no name at all";
    }
    String shown =
        all.stream().limit(MOST_SHOWN).map(Words::quoted).collect(Collectors.joining(", "));
    return all.size() > MOST_SHOWN ? shown + " and " + (all.size() - MOST_SHOWN) + " more" : shown;
  }
}
