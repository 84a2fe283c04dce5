package dev.signalbox.api.diagnosis;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a name. */
interface NameLookup {
  List<InetAddress> lookup(String host) throws UnknownHostException;

  /** Returns what the machine itself would find; it blocks for as long as that takes. */
  static NameLookup system() {
    return host -> List.of(InetAddress.getAllByName(host));
  }
}
