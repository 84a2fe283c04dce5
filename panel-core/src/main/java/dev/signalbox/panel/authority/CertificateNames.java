package dev.signalbox.panel.authority;

import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The names and addresses that a server certificate is for, each in one normal form.
 *
 * @param dnsNames lower case, in ASCII (RFC 5890), without a final dot; no wildcards
 * @param addresses IP addresses as {@link InetAddress#getHostAddress} writes them, without a zone
 */
public record CertificateNames(SortedSet<String> dnsNames, SortedSet<String> addresses) {
  private static final Pattern DNS_NAME =
      Pattern.compile(
          "(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?"
              + "(\\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*");
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern NUMERIC = Pattern.compile("(.*\\.)?(\\d+|0x[0-9a-f]*)");

  public CertificateNames {
    dnsNames = Collections.unmodifiableSortedSet(new TreeSet<>(dnsNames));
    addresses = Collections.unmodifiableSortedSet(new TreeSet<>(addresses));
    for (String name : dnsNames) {
      if (!name.equals(dnsName(name))) {
        throw malformed(name);
      }
    }
    for (String address : addresses) {
      if (!address.equals(address(address))) {
        throw malformed(address);
      }
    }
  }

  /**
   * Sorts hosts, as a person writes them, into names and addresses. Asks no name server.
   *
   * @param hosts such as {@code panel.lan}, {@code 192.0.2.7}, {@code 2001:db8::7} or {@code
   *     [2001:db8::7]}; a zone ({@code %eth0}) is left out
   * @throws IllegalArgumentException where one is neither
   */
  public static CertificateNames parse(Collection<String> hosts) {
    SortedSet<String> dnsNames = new TreeSet<>();
    SortedSet<String> addresses = new TreeSet<>();
    for (String host : hosts) {
      if (host.indexOf(':') >= 0 || IPV4.matcher(host).matches()) {
        addresses.add(address(host));
      } else {
        dnsNames.add(dnsName(host));
      }
    }
    return new CertificateNames(dnsNames, addresses);
  }

  /** Returns both kinds together. */
  public SortedSet<String> all() {
    SortedSet<String> all = new TreeSet<>(dnsNames);
    all.addAll(addresses);
    return Collections.unmodifiableSortedSet(all);
  }

  /** Says whether it is for nothing. */
  public boolean isEmpty() {
    return dnsNames.isEmpty() && addresses.isEmpty();
  }

  /** Reads a textual address again, which never asks a name server. */
  static InetAddress inetAddress(String normal) {
    try {
      return InetAddress.getByName(normal);
    } catch (UnknownHostException e) {
      throw malformed(normal);
    }
  }

  private static String dnsName(String host) {
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    String ascii;
    try {
      ascii = IDN.toASCII(name).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      throw malformed(host);
    }
    // Browsers read a last label of digits as an IPv4 address in one of its many spellings.
    if (!DNS_NAME.matcher(ascii).matches() || NUMERIC.matcher(ascii).matches()) {
      throw malformed(host);
    }
    return ascii;
  }

  private static String address(String host) {
    String bare = host.startsWith("[") && host.endsWith("]") ? inner(host) : host;
    int zone = bare.indexOf('%');
    String literal = zone < 0 ? bare : bare.substring(0, zone);
    // Only what is certainly a literal may reach InetAddress: it looks everything else up.
    if (literal.indexOf(':') < 0 && !IPV4.matcher(literal).matches()) {
      throw malformed(host);
    }
    if (IPV4.matcher(literal).matches()) {
      for (String part : literal.split("\\.", -1)) {
        if (Integer.parseInt(part) > 255 || (part.length() > 1 && part.startsWith("0"))) {
          throw malformed(host);
        }
      }
    }
    try {
      return InetAddress.getByName(literal).getHostAddress();
    } catch (UnknownHostException e) {
      throw malformed(host);
    }
  }

  private static String inner(String bracketed) {
    return bracketed.substring(1, bracketed.length() - 1);
  }

  private static IllegalArgumentException malformed(String host) {
    return new IllegalArgumentException("host: " + host + " (expected: a DNS name or IP address)");
  }

  @Override
  public String toString() {
    return all().toString();
  }
}
