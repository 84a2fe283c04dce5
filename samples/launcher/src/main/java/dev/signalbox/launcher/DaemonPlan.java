package dev.signalbox.launcher;

import dev.signalbox.api.link.DaemonAddress;
import dev.signalbox.api.routing.BasePath;
import dev.signalbox.bootstrap.Daemon;
import java.time.Duration;
import java.util.List;

/**
 * A daemon as the options want it.
 *
 * @param basePath without a slash at its end
 * @param urls where browsers reach it, if that was said
 */
record DaemonPlan(
    ListenerSettings listener,
    int port,
    String basePath,
    List<String> urls,
    Duration offlineGrace,
    DaemonOptions options) {
  static DaemonPlan of(
      ListenerSettings listener,
      int port,
      String basePath,
      List<String> urls,
      DaemonOptions options,
      OptionFaults faults) {
    return new DaemonPlan(
        listener,
        port,
        BasePath.parse(faults.one("--daemon-base-path", basePath, BasePath::parse)).value(),
        faults.all("--daemon-url", urls, DaemonAddress::parse),
        faults.duration("--offline-grace", options.offlineGrace),
        options);
  }

  /** Returns a builder to which only the joining, and what comes with it, is to be added. */
  Daemon.Builder builder() {
    return Daemon.builder()
        .dataDirectory(listener.data())
        .transport(listener.transport())
        .listen(listener.bind(), port)
        .hosts(listener.hosts())
        .behindProxy(listener.proxies())
        .basePath(basePath)
        .addresses(urls)
        .stopInstancesOnClose(options.stopInstances)
        .allowRootInstances(options.allowRootInstances)
        .durableUploads(options.durableUploads)
        .offlineGrace(offlineGrace);
  }

  /** Returns where somebody on this machine reaches the daemon, once it listens. */
  String address(Daemon daemon) {
    return listener.local(daemon.port(), basePath);
  }
}
