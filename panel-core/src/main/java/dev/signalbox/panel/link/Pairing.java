package dev.signalbox.panel.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.json.Json;
import dev.signalbox.api.link.JoinAnswer;
import dev.signalbox.api.link.JoinError;
import dev.signalbox.api.link.join.JoinMessages;
import dev.signalbox.api.link.join.JoinSecret;
import dev.signalbox.api.link.trust.TlsTrust;
import dev.signalbox.api.routing.Workers;
import dev.signalbox.panel.node.Node;
import dev.signalbox.panel.node.NodeLinks;
import dev.signalbox.panel.node.NodeService;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a daemon known that waits at an address: its TLS key is the one whose fingerprint the
 * pairing code has, and both prove the code's secret.
 */
final class Pairing {
  private static final Logger log = LoggerFactory.getLogger(Pairing.class);
  private static final String PATH = "/link/v1/pair";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final NodeLinks links;
  private final NodeService nodes;
  private final PanelDials dials;
  private final Workers workers;

  @Inject
  Pairing(NodeLinks links, NodeService nodes, PanelDials dials, Workers workers) {
    this.links = requireNonNull(links, "links");
    this.nodes = requireNonNull(nodes, "nodes");
    this.dials = requireNonNull(dials, "dials");
    this.workers = requireNonNull(workers, "workers");
  }

  /** Pairs, on a worker, and begins to dial. */
  CompletionStage<Node> pair(String name, URI address, String pairingCode) {
    JoinSecret secret =
        JoinSecret.parse(pairingCode)
            .orElseThrow(
                () ->
                    SignalboxException.invalid(
                        "pairingCode",
                        "pairingCode: unreadable (expected: what `daemon pair` has printed)"));
    URI target = links.checkedAddress("address", address);
    return CompletableFuture.supplyAsync(() -> pair(name, target, secret), workers);
  }

  private Node pair(String name, URI address, JoinSecret secret) {
    refuseLinkLocal(address);
    HttpClient client =
        HttpClient.newBuilder()
            .sslContext(TlsTrust.KEY.context(secret.fingerprint()))
            .connectTimeout(PATIENCE)
            .executor(workers)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    URI target = URI.create(address + PATH);
    JoinMessages.Sealed asked =
        Json.read(send(client, HttpRequest.newBuilder(target).GET()), JoinMessages.Sealed.class);
    JoinAnswer answer =
        links.pair(name, address, secret.fingerprint(), JoinMessages.asked(secret, asked));
    try {
      String said = Json.write(JoinMessages.answer(secret, asked, answer));
      send(client, HttpRequest.newBuilder(target).POST(HttpRequest.BodyPublishers.ofString(said)));
    } catch (RuntimeException e) {
      nodes.remove(answer.daemon());
      throw e;
    }
    log.info("daemon paired id={} address={}", answer.daemon(), address);
    dials.add(new NodeLinks.Dialled(answer.daemon(), answer.name(), address, secret.fingerprint()));
    return nodes.get(answer.daemon());
  }

  private static String send(HttpClient client, HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> response =
          client.send(
              request.timeout(PATIENCE).header("Content-Type", "application/json").build(),
              info -> LimitedBytes.upTo(64 * 1024));
      if (response.statusCode() / 100 != 2) {
        throw unreachable("it answered with " + response.statusCode());
      }
      return new String(response.body(), UTF_8);
    } catch (IOException e) {
      throw unreachable(e.getMessage() == null ? "the connection broke" : e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable("the panel stops");
    }
  }

  private static void refuseLinkLocal(URI address) {
    try {
      for (InetAddress each : InetAddress.getAllByName(address.getHost())) {
        if (each.isLinkLocalAddress() || each.isMulticastAddress() || each.isAnyLocalAddress()) {
          throw SignalboxException.invalid(
              "address", "address: " + address + " (expected: one of a machine of yours)");
        }
      }
    } catch (UnknownHostException e) {
      throw unreachable("the name " + address.getHost() + " has no address");
    }
  }

  private static SignalboxException unreachable(String why) {
    return new SignalboxException(
        JoinError.UNREACHABLE,
        "the daemon could not be paired: " + why + ". Is `daemon pair` running there?");
  }
}
