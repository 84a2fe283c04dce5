package dev.signalbox.api.diagnosis;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** From where an address can be reached. */
enum AddressKind {
  LOOPBACK("this machine only"),
  PRIVATE("private"),
  PUBLIC("public"),
  /** Of one cable; where clouds keep their metadata. Never dialled. */
  LINK_LOCAL("link-local"),
  /** Of no single machine: a wildcard, multicast or broadcast address. Never dialled. */
  NO_MACHINE("no machine's");

  private static final byte[] NAT64 = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};
  private static final byte[] V4_COMPATIBLE = new byte[12];
  private static final byte[] SIX_TO_FOUR = {0x20, 0x02};

  private final String word;

  AddressKind(String word) {
    this.word = word;
  }

  static AddressKind of(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address.isLoopbackAddress()) {
      return LOOPBACK;
    }
    if (address.isAnyLocalAddress() || address.isMulticastAddress() || isBroadcast(bytes)) {
      return NO_MACHINE;
    }
    if (address.isLinkLocalAddress()) {
      return LINK_LOCAL;
    }
    if (address instanceof Inet6Address) {
      InetAddress within = within(bytes);
      return within == null ? ofVersion6(address, bytes) : of(within);
    }
    return address.isSiteLocalAddress() || isShared(bytes) ? PRIVATE : PUBLIC;
  }

  boolean mayBeDialled() {
    return this != LINK_LOCAL && this != NO_MACHINE;
  }

  String word() {
    return word;
  }

  private static AddressKind ofVersion6(InetAddress address, byte[] bytes) {
    boolean local = (bytes[0] & 0xfe) == 0xfc;
    return local || address.isSiteLocalAddress() ? PRIVATE : PUBLIC;
  }

  /** 100.64.0.0/10, what carriers give to many customers at once. */
  private static boolean isShared(byte[] bytes) {
    return bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
  }

  private static boolean isBroadcast(byte[] bytes) {
    return bytes.length == 4 && (bytes[0] == 0 || (bytes[0] & 0xf0) == 0xf0);
  }

  /** Returns the IPv4 address that a translating network would go to. */
  private static @Nullable InetAddress within(byte[] bytes) {
    if (startsWith(bytes, NAT64) || startsWith(bytes, V4_COMPATIBLE)) {
      return version4(bytes, 12);
    }
    return startsWith(bytes, SIX_TO_FOUR) ? version4(bytes, 2) : null;
  }

  private static boolean startsWith(byte[] bytes, byte[] start) {
    return Arrays.equals(bytes, 0, start.length, start, 0, start.length);
  }

  private static InetAddress version4(byte[] bytes, int from) {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }
}
