package dev.signalbox.panel.diagnosis;

import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.link.JoinCode;
import dev.signalbox.api.link.Link;
import dev.signalbox.panel.node.NewJoinCode;
import dev.signalbox.panel.node.Node;
import dev.signalbox.panel.node.NodeService;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/** Knows every daemon as one that is offline and has these addresses. */
record SleepingNodes(List<URI> addresses) implements NodeService {
  @Override
  public Node get(DaemonId id) {
    return new Node(
        id,
        "sleeper",
        Node.Status.OFFLINE,
        "its machine is asleep",
        addresses,
        List.of(),
        "1",
        Node.Way.RELAY,
        Node.Dialler.DAEMON,
        null,
        null,
        null,
        null,
        Instant.EPOCH,
        Instant.EPOCH);
  }

  @Override
  public JoinCode joinCode(NewJoinCode wanted) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Node> list() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Node rename(DaemonId id, String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Node accept(DaemonId id, List<URI> accepted) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void remove(DaemonId id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Link link(DaemonId id) {
    throw new UnsupportedOperationException();
  }
}
