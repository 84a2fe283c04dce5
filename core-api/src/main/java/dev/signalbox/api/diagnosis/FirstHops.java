package dev.signalbox.api.diagnosis;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** The hops before anything is dialled: what kind of address it is, and where its name leads. */
final class FirstHops {
  private static final String OTHERWISE =
      "Give an address that other machines reach: of the local network, public, or a name of one.";

  private final ProbeTarget target;
  private final NameLookup names;
  private final Executor executor;
  private final WalkTime time;

  FirstHops(ProbeTarget target, NameLookup names, Executor executor, WalkTime time) {
    this.target = requireNonNull(target, "target");
    this.names = requireNonNull(names, "names");
    this.executor = requireNonNull(executor, "executor");
    this.time = requireNonNull(time, "time");
  }

  /** Returns what may be dialled; empty where nothing is, which has been told then. */
  List<InetAddress> walk(Findings into) throws InterruptedException {
    if (!target.isHttps()) {
      into.fail(
          Hop.KIND,
          "it is not of the form https://host:port",
          "Give the address as https://host:port; nothing else is dialled.");
      return List.of();
    }
    List<InetAddress> found = lookup(into);
    if (found.isEmpty()) {
      return found;
    }
    List<InetAddress> forbidden =
        found.stream().filter(each -> !AddressKind.of(each).mayBeDialled()).toList();
    if (forbidden.isEmpty()) {
      judgeKinds(found, into);
      into.pass(
          Hop.NAME,
          target.isLiteral() ? "an address needs no lookup" : "it leads to " + listed(found));
      return found;
    }
    if (target.isLiteral()) {
      into.fail(Hop.KIND, listed(forbidden) + "; such addresses are never dialled", OTHERWISE);
    } else {
      into.pass(Hop.KIND, "a name");
      into.fail(
          Hop.NAME,
          "it leads to "
              + listed(forbidden)
              + "; such addresses are never dialled, nor is the name",
          "Correct the entries of " + target.host() + " in DNS or in /etc/hosts. " + OTHERWISE);
    }
    return List.of();
  }

  private List<InetAddress> lookup(Findings into) throws InterruptedException {
    String host = target.host();
    CompletableFuture<List<InetAddress>> lookup = new CompletableFuture<>();
    executor.execute(
        () -> {
          try {
            lookup.complete(names.lookup(host));
          } catch (UnknownHostException | RuntimeException e) {
            lookup.completeExceptionally(e);
          }
        });
    try {
      List<InetAddress> found = lookup.get(time.hop().left().toNanos(), TimeUnit.NANOSECONDS);
      return found;
    } catch (TimeoutException e) {
      unknown("no name server answered within " + WalkTime.HOP.toSeconds() + " s", into);
    } catch (ExecutionException e) {
      unknown(
          "no address of " + Words.quoted(host) + " is known to this machine's name servers", into);
    }
    return List.of();
  }

  private void unknown(String detail, Findings into) {
    into.pass(Hop.KIND, "a name");
    into.fail(
        Hop.NAME,
        detail,
        "Make an entry A or AAAA for "
            + target.host()
            + " in DNS, or correct the name. See for"
            + " yourself: getent ahosts "
            + target.host());
  }

  private void judgeKinds(List<InetAddress> found, Findings into) {
    Set<AddressKind> kinds =
        found.stream()
            .map(AddressKind::of)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(AddressKind.class)));
    String what = target.isLiteral() ? "an address" : "a name";
    if (kinds.contains(AddressKind.PUBLIC)) {
      into.pass(Hop.KIND, what + " that is public");
    } else if (kinds.contains(AddressKind.PRIVATE)) {
      into.warn(
          Hop.KIND,
          what + " of a private network: browsers outside of it are relayed by the panel",
          "Nothing, if all who use it are inside. Else give the "
              + target.destination().word()
              + " a public name or a forwarded port as well (--host NAME).");
    } else {
      into.warn(
          Hop.KIND,
          what + " of one machine only: to browsers on other machines it means their own",
          "Nothing, if browser, panel and daemon run on one machine. Else start the "
              + target.destination().word()
              + " with --host and a name or an address that others reach.");
    }
  }

  private static String listed(List<InetAddress> addresses) {
    return addresses.stream()
        .map(each -> each.getHostAddress() + " (" + AddressKind.of(each).word() + ")")
        .collect(joining(", "));
  }
}
