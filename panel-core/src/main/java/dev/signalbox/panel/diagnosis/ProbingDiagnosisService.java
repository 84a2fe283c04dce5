package dev.signalbox.panel.diagnosis;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.diagnosis.Check;
import dev.signalbox.api.diagnosis.Destination;
import dev.signalbox.api.diagnosis.Diagnosis;
import dev.signalbox.api.diagnosis.EndpointProbe;
import dev.signalbox.api.diagnosis.Hop;
import dev.signalbox.api.diagnosis.ProbeTarget;
import dev.signalbox.api.diagnosis.TrustedRoots;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.id.DaemonId;
import dev.signalbox.panel.authority.Authority;
import dev.signalbox.panel.node.Node;
import dev.signalbox.panel.node.NodeService;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the link what it knows, and dials what an operator has accepted. */
final class ProbingDiagnosisService implements DiagnosisService {
  private static final Logger log = LoggerFactory.getLogger(ProbingDiagnosisService.class);
  private static final int AT_ONCE = 4;

  /** Each takes threads that the panel needs for others too. */
  private static final int MOST_ADDRESSES = 8;

  private static final Duration AGAIN_IN = Duration.ofSeconds(10);

  private final NodeService nodes;
  private final Authority authority;
  private final EndpointProbe probe;
  private final Semaphore free = new Semaphore(AT_ONCE);

  @Inject
  ProbingDiagnosisService(NodeService nodes, Authority authority, EndpointProbe probe) {
    this.nodes = requireNonNull(nodes, "nodes");
    this.authority = requireNonNull(authority, "authority");
    this.probe = requireNonNull(probe, "probe");
  }

  @Override
  public CompletableFuture<Diagnosis> diagnose(DaemonId id, @Nullable URI address, String origin) {
    Node node = nodes.get(id);
    List<URI> addresses = wanted(node, address);
    if (!free.tryAcquire()) {
      throw SignalboxException.ofRetry(
          DiagnosisError.BUSY, AT_ONCE + " diagnoses are being made already", AGAIN_IN);
    }
    List<CompletableFuture<List<Check>>> walks = new ArrayList<>();
    try {
      TrustedRoots trust = TrustedRoots.system().and(authority.root());
      for (URI each : addresses) {
        walks.add(
            walks.size() < MOST_ADDRESSES
                ? walk(each, trust, origin)
                : CompletableFuture.completedFuture(List.of(tooMany(each))));
      }
    } catch (RuntimeException e) {
      walks.forEach(walk -> walk.cancel(true));
      free.release();
      throw e;
    }
    return gathered(node, walks);
  }

  private CompletableFuture<Diagnosis> gathered(
      Node node, List<CompletableFuture<List<Check>>> walks) {
    CompletableFuture<Diagnosis> diagnosis =
        CompletableFuture.allOf(walks.toArray(CompletableFuture[]::new))
            .thenApply(done -> diagnosis(node, walks));
    diagnosis.whenComplete(
        (made, failure) -> {
          free.release();
          walks.forEach(walk -> walk.cancel(true));
          log.info("daemon diagnosed id={} addresses={}", node.id(), walks.size());
        });
    return diagnosis;
  }

  private static Diagnosis diagnosis(Node node, List<CompletableFuture<List<Check>>> walks) {
    List<Check> checks = new ArrayList<>(LinkJudge.judge(node));
    walks.forEach(walk -> checks.addAll(walk.join()));
    return new Diagnosis(checks);
  }

  private static List<URI> wanted(Node node, @Nullable URI address) {
    if (address == null) {
      return node.addresses();
    }
    if (!node.addresses().contains(address)) {
      throw SignalboxException.invalid(
          "address", "address: " + address + " (expected: one of the daemon's)");
    }
    return List.of(address);
  }

  private static Check tooMany(URI address) {
    return Check.skip(
            Destination.DAEMON.id(Hop.KIND),
            Hop.KIND.title(),
            "not looked at, because only "
                + MOST_ADDRESSES
                + " are at once: ask for this one alone")
        .of(address.toString());
  }

  private CompletableFuture<List<Check>> walk(URI address, TrustedRoots trust, String origin) {
    CompletableFuture<List<Check>> walk =
        probe.walk(new ProbeTarget(address, Destination.DAEMON, trust, origin));
    CompletableFuture<List<Check>> named =
        walk.thenApply(
            checks -> checks.stream().map(check -> check.of(address.toString())).toList());
    named.whenComplete((checks, failure) -> walk.cancel(true));
    return named;
  }
}
