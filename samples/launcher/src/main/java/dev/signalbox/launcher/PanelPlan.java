package dev.signalbox.launcher;

import dev.signalbox.api.routing.BasePath;
import dev.signalbox.bootstrap.Panel;

/**
 * A panel as the options want it.
 *
 * @param basePath without a slash at its end
 */
record PanelPlan(ListenerSettings listener, int port, String basePath) {
  static PanelPlan of(
      ListenerSettings listener, int port, PanelOptions options, OptionFaults faults) {
    String basePath = faults.one("--base-path", options.basePath, BasePath::parse);
    return new PanelPlan(listener, port, BasePath.parse(basePath).value());
  }

  Panel build() {
    Panel.Builder builder =
        Panel.builder()
            .dataDirectory(listener.data())
            .transport(listener.transport())
            .listen(listener.bind(), port)
            .hosts(listener.hosts())
            .behindProxy(listener.proxies())
            .basePath(basePath);
    String password = System.getenv("SIGNALBOX_ADMIN_PASSWORD");
    if (password != null && !password.isEmpty()) {
      builder.initialAdministratorPassword(password);
    }
    return builder.build();
  }

  /** Returns where somebody on this machine reaches the panel, once it listens. */
  String address(Panel panel) {
    return listener.local(panel.port(), basePath);
  }

  /** Returns where the panel is reached, once it listens. */
  RunAddress addresses(Panel panel) {
    return new RunAddress(address(panel), listener.outside(panel.port(), basePath));
  }
}
