package dev.signalbox.api.routing;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.RequestError;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpReply;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Refuses requests for a host that is not ours, with 421 {@code request.wrong-host}: a name that
 * somebody else points at our address opens nothing.
 *
 * <p>Names and addresses compare without case, port and trailing dot.
 */
public final class HostFilter implements Filter {
  private final Predicate<String> ours;

  private HostFilter(Predicate<String> ours) {
    this.ours = ours;
  }

  /**
   * Returns a filter for hosts that stay the same.
   *
   * @param hosts names and IP addresses
   * @throws IllegalArgumentException where one of them is neither
   */
  public static HostFilter of(Collection<String> hosts) {
    Set<String> fixed = normal(hosts);
    return new HostFilter(fixed::contains);
  }

  /**
   * Returns a filter for hosts that may change.
   *
   * @param hosts asked at each request for names and IP addresses
   */
  public static HostFilter of(Supplier<? extends Collection<String>> hosts) {
    requireNonNull(hosts, "hosts");
    return new HostFilter(host -> normal(hosts.get()).contains(host));
  }

  @Override
  public CompletionStage<HttpReply> apply(RoutedRequest request, Next next) {
    List<String> given = request.headers().all("Host");
    boolean accepted =
        given.size() == 1 && HostName.ofHeader(given.get(0).strip()).filter(ours).isPresent();
    if (!accepted) {
      throw new SignalboxException(
          RequestError.WRONG_HOST, "the Host of the request is not one of this server");
    }
    return next.handle(request);
  }

  private static Set<String> normal(Collection<String> hosts) {
    Set<String> normal = new HashSet<>();
    for (String host : hosts) {
      normal.add(
          HostName.of(host)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "host: " + host + " (expected: a name or an IP address)")));
    }
    return normal;
  }
}
