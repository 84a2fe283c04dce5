package dev.signalbox.bootstrap;

import dev.signalbox.panel.node.NodeService;
import dev.signalbox.transport.undertow.UndertowTransport;
import java.net.URI;

class DaemonDialledLinkTest extends LinkContract {
  @Override
  Daemon daemon(String name) {
    String code = site.panel().service(NodeService.class).joinCode(name).toString();
    Daemon made =
        Daemon.builder()
            .dataDirectory(directory.resolve(name))
            .transport(new UndertowTransport())
            .listen("127.0.0.1", 0)
            .join(URI.create(site.url("")), code)
            .stopInstancesOnClose(true)
            .build();
    made.start();
    return made;
  }
}
