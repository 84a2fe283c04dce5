package dev.signalbox.api.routing;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.RequestError;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpReply;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Refuses requests for a host that is not ours, with 421 {@code request.wrong-host}: a name that
 * somebody else points at our address opens nothing.
 *
 * <p>Names and addresses compare without case, port and trailing dot.
 */
public final class HostFilter implements Filter {
  private final Supplier<? extends Collection<String>> hosts;

  /**
   * @param hosts asked at each request for the names and IP addresses that are ours, so that they
   *     may change; it must not block
   */
  public HostFilter(Supplier<? extends Collection<String>> hosts) {
    this.hosts = requireNonNull(hosts, "hosts");
  }

  /** Returns a filter for hosts that stay the same. */
  public static HostFilter of(Collection<String> hosts) {
    List<String> fixed = List.copyOf(hosts);
    return new HostFilter(() -> fixed);
  }

  @Override
  public CompletionStage<HttpReply> apply(RoutedRequest request, Next next) {
    List<String> given = request.headers().all("Host");
    boolean ours =
        given.size() == 1
            && HostName.ofHeader(given.get(0).strip()).filter(this::isOurs).isPresent();
    if (!ours) {
      throw new SignalboxException(
          RequestError.WRONG_HOST, "the Host of the request is not one of this server");
    }
    return next.handle(request);
  }

  private boolean isOurs(String host) {
    return hosts.get().stream().anyMatch(own -> HostName.of(own).filter(host::equals).isPresent());
  }
}
