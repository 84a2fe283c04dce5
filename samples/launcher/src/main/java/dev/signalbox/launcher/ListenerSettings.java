package dev.signalbox.launcher;

import dev.signalbox.api.routing.AddressRange;
import dev.signalbox.api.transport.HttpTransport;
import dev.signalbox.transport.netty.NettyTransport;
import dev.signalbox.transport.undertow.UndertowTransport;
import java.nio.file.Path;
import java.util.List;

/** The {@link ListenerOptions}, read. */
record ListenerSettings(
    Path data, String bind, List<String> hosts, HttpTransport transport, List<String> proxies) {
  static ListenerSettings of(ListenerOptions options, OptionFaults faults) {
    if (options.bind.isBlank()) {
      faults.add("--bind", "empty", "an address, or 0.0.0.0 for all");
    }
    return new ListenerSettings(
        faults.directory("--data", options.data),
        options.bind,
        options.hosts,
        transport(options.transport, faults),
        faults.all("--behind-proxy", options.proxies, AddressRange::parse));
  }

  /** Says how an address of ours begins when it is shown to somebody on this machine. */
  String scheme() {
    return proxies.isEmpty() ? "https" : "http";
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
