package dev.signalbox.launcher;

import dev.signalbox.api.routing.AddressRange;
import dev.signalbox.api.transport.HttpTransport;
import dev.signalbox.transport.netty.NettyTransport;
import dev.signalbox.transport.undertow.UndertowTransport;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The {@link ListenerOptions} or {@link BindOptions}, read. */
record ListenerSettings(
    Path data, String bind, List<String> hosts, HttpTransport transport, List<String> proxies) {
  private static final String LOCALHOST = "localhost";

  static ListenerSettings of(ListenerOptions options, OptionFaults faults) {
    return of(options, faults.all("--behind-proxy", options.proxies, AddressRange::parse), faults);
  }

  /** Reads those of a program that no proxy stands before. */
  static ListenerSettings of(BindOptions options, OptionFaults faults) {
    return of(options, List.of(), faults);
  }

  private static ListenerSettings of(
      BindOptions options, List<String> proxies, OptionFaults faults) {
    if (options.bind.isBlank()) {
      faults.add("--bind", "empty", "an address, or 0.0.0.0 for all");
    }
    return new ListenerSettings(
        faults.directory("--data", options.data),
        options.bind,
        options.hosts,
        transport(options.transport, faults),
        proxies);
  }

  /** Returns where somebody on this machine reaches a listener. */
  String local(int port, String basePath) {
    String scheme = proxies.isEmpty() ? "https" : "http";
    return scheme + "://" + inUrl(localHost()) + ":" + port + basePath;
  }

  /** Returns where somebody on another machine most likely does. */
  String outside(int port, String basePath) {
    if (proxies.isEmpty()) {
      return "https://" + inUrl(outsideHost()) + ":" + port + basePath;
    }
    return hosts.isEmpty() ? local(port, basePath) : "https://" + inUrl(hosts.get(0)) + basePath;
  }

  private String outsideHost() {
    if (!hosts.isEmpty()) {
      return hosts.get(0);
    }
    if (!isWildcard()) {
      return localHost();
    }
    try {
      return InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT);
    } catch (UnknownHostException e) {
      return LOCALHOST;
    }
  }

  private String localHost() {
    return isWildcard() || bind.startsWith("127.") || bind.equals("::1") ? LOCALHOST : bind;
  }

  private boolean isWildcard() {
    return bind.equals("0.0.0.0") || bind.equals("::");
  }

  private static String inUrl(String host) {
    return host.indexOf(':') < 0 ? host : "[" + host + "]";
  }

  private static HttpTransport transport(String name, OptionFaults faults) {
    if (name.equals("undertow")) {
      return new UndertowTransport();
    }
    if (!name.equals("netty")) {
      faults.add("--transport", name, "netty or undertow");
    }
    return new NettyTransport();
  }
}
