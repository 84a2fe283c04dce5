package dev.signalbox.panel.link;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.link.control.LinkEnd;
import dev.signalbox.api.link.control.StreamTokens;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A link that the daemon dialled: it is asked to open streams, and given a token for each. */
record DialledByDaemon(String address, StreamTokens<NetworkLink> tokens) implements LinkOrigin {
  DialledByDaemon {
    requireNonNull(address, "address");
    requireNonNull(tokens, "tokens");
  }

  @Override
  public DaemonId expected(DaemonId said) {
    return said;
  }

  @Override
  public CompletionStage<?> open(NetworkLink link, int count) {
    List<String> issued = tokens.issue(link, count);
    link.tell("streams.open", Map.of("tokens", issued));
    return CompletableFuture.completedStage(null);
  }

  @Override
  public void over(LinkEnd end) {
    // The daemon dials again.
  }
}
