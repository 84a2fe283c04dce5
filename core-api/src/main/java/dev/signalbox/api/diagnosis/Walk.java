package dev.signalbox.api.diagnosis;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One walk to one target. All addresses of a name are walked to at the same time. */
final class Walk {
  private static final int MOST_ADDRESSES = 4;

  private final ProbeTarget target;
  private final NameLookup names;
  private final Executor executor;
  private final InstantSource clock;
  private final WalkTime time;
  private final Findings findings;

  Walk(
      ProbeTarget target, NameLookup names, Executor executor, InstantSource clock, WalkTime time) {
    this.target = requireNonNull(target, "target");
    this.names = requireNonNull(names, "names");
    this.executor = requireNonNull(executor, "executor");
    this.clock = requireNonNull(clock, "clock");
    this.time = requireNonNull(time, "time");
    this.findings = new Findings(target.destination());
  }

  /** An address and what came of dialling it: a socket, or why there is none. */
  private record Dialled(
      InetSocketAddress address, @Nullable Socket socket, @Nullable IOException fault) {
    String host() {
      return address.getAddress().getHostAddress();
    }

    String inWords() {
      return host() + (fault == null ? " connected" : ": " + Words.fault(fault));
    }
  }

  /** What was found behind an address. */
  private record Walked(String host, Findings findings) {}

  List<Check> run() throws InterruptedException {
    List<InetAddress> found = new FirstHops(target, names, executor, time).walk(findings);
    if (!found.isEmpty()) {
      List<Dialled> dialled =
          all(found.stream().limit(MOST_ADDRESSES).map(this::dialling).toList());
      judgeDialling(dialled, found.size() - dialled.size());
      try {
        merge(walkOn(dialled));
      } finally {
        dialled.forEach(Walk::hangUp);
      }
    }
    return findings.whole();
  }

  private Supplier<Dialled> dialling(InetAddress found) {
    InetSocketAddress address = new InetSocketAddress(found, target.port());
    return () -> {
      Socket socket = TlsDoor.socket();
      WalkTime.Limit limit = time.hop();
      try {
        limit.run(
            socket,
            () -> {
              socket.connect(address, (int) limit.left().toMillis());
              return socket;
            });
        return new Dialled(address, socket, null);
      } catch (IOException e) {
        return new Dialled(address, null, e);
      }
    };
  }

  private void judgeDialling(List<Dialled> dialled, int others) {
    String detail =
        dialled.stream().map(Dialled::inWords).collect(joining("; "))
            + (others > 0 ? "; " + others + " more were not dialled" : "");
    List<Dialled> lost = dialled.stream().filter(Walk::counts).toList();
    if (dialled.stream().allMatch(each -> each.socket() == null)) {
      findings.fail(
          Hop.TCP,
          "port " + target.port() + ": " + detail,
          "Look whether the "
              + target.destination().word()
              + " runs and listens there (ss -ltn 'sport = :"
              + target.port()
              + "'), and open the port in every firewall and router on the way (ufw allow "
              + target.port()
              + "/tcp; at a cloud its security group).");
    } else if (lost.isEmpty()) {
      findings.pass(Hop.TCP, "port " + target.port() + ": " + detail);
    } else {
      findings.warn(
          Hop.TCP,
          "port "
              + target.port()
              + ": "
              + detail
              + "; browsers lose time where they try these first",
          "Take the addresses that do not answer out of DNS, or have the "
              + target.destination().word()
              + " listen on them too (--bind).");
    }
  }

  /**
   * Says whether a fault is worth a warning: not that we have no way into a network, and not that
   * nothing listens on ::1, which every localhost leads to as well.
   */
  private static boolean counts(Dialled dialled) {
    InetAddress address = dialled.address().getAddress();
    return dialled.fault() != null
        && !(address instanceof Inet6Address && address.isLoopbackAddress())
        && !Words.fault(dialled.fault()).contains("this machine");
  }

  private Map<String, Findings> walkOn(List<Dialled> dialled) throws InterruptedException {
    LastHops last = new LastHops(target, clock, time);
    List<Supplier<Walked>> walks = new ArrayList<>();
    for (Dialled each : dialled) {
      Socket socket = each.socket();
      if (socket != null) {
        walks.add(() -> new Walked(each.host(), last.walk(socket, each.address())));
      }
    }
    Map<String, Findings> byAddress = new LinkedHashMap<>();
    all(walks).forEach(walked -> byAddress.put(walked.host(), walked.findings()));
    return byAddress;
  }

  private static void hangUp(Dialled dialled) {
    if (dialled.socket() != null) {
      WalkTime.close(dialled.socket());
    }
  }

  /** Takes of each hop the worst that was found, and says where, if not everywhere. */
  private void merge(Map<String, Findings> byAddress) {
    for (Hop hop : target.destination().hops()) {
      Map<String, Check> found = new LinkedHashMap<>();
      byAddress.forEach((address, each) -> each.find(hop).ifPresent(it -> found.put(address, it)));
      found.values().stream()
          .max(Walk::worse)
          .ifPresent(worst -> findings.put(hop, told(worst, found)));
    }
  }

  private static int worse(Check one, Check other) {
    List<CheckStatus> order =
        List.of(CheckStatus.SKIP, CheckStatus.PASS, CheckStatus.WARN, CheckStatus.FAIL);
    return Integer.compare(order.indexOf(one.status()), order.indexOf(other.status()));
  }

  private static Check told(Check worst, Map<String, Check> found) {
    if (found.values().stream().map(Check::detail).distinct().count() == 1) {
      return worst;
    }
    String detail =
        found.entrySet().stream()
            .map(each -> each.getKey() + ": " + each.getValue().detail())
            .collect(joining("; "));
    return new Check(
        worst.id(), worst.title(), worst.status(), detail, worst.remedy(), worst.address());
  }

  /** Runs tasks side by side, and returns what those came to that came to an end in time. */
  private <T> List<T> all(List<Supplier<T>> tasks) throws InterruptedException {
    List<CompletableFuture<T>> running =
        tasks.stream().map(task -> CompletableFuture.supplyAsync(task, executor)).toList();
    List<T> results = new ArrayList<>();
    for (CompletableFuture<T> each : running) {
      try {
        results.add(each.get(time.left().toNanos(), TimeUnit.NANOSECONDS));
      } catch (TimeoutException e) {
        // No worker was free for it.
        each.cancel(false);
      } catch (ExecutionException e) {
        throw new IllegalStateException("a hop of the diagnosis failed", e.getCause());
      }
    }
    return results;
  }
}
