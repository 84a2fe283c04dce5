package dev.signalbox.panel.node;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.id.UserId;
import dev.signalbox.api.link.Link;
import dev.signalbox.panel.access.AccessListener;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what a person has open on every daemon, as soon as the person may do more or less than
 * before. A daemon that does not say in time that it did has it done before anything else when its
 * link next comes up.
 */
final class LinkRevocation implements AccessListener {
  private static final Logger log = LoggerFactory.getLogger(LinkRevocation.class);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final LinkedNodes linked;
  private final PendingRevocations pending;

  @Inject
  LinkRevocation(LinkedNodes linked, PendingRevocations pending) {
    this.linked = requireNonNull(linked, "linked");
    this.pending = requireNonNull(pending, "pending");
  }

  @Override
  public void accessChanged(UserId user) {
    pending.add(user);
    List<CompletableFuture<Void>> sent =
        linked.all().stream().map(link -> revoke(link, user, PATIENCE)).toList();
    sent.forEach(each -> each.exceptionally(failure -> null).join());
  }

  /**
   * Has a link that is coming up do what was missed.
   *
   * @throws CompletionException where it does not
   */
  void catchUp(Link link, Duration patience) {
    for (UserId user : pending.of(link.hello().daemon())) {
      revoke(link, user, patience).join();
    }
  }

  private CompletableFuture<Void> revoke(Link link, UserId user, Duration patience) {
    DaemonId daemon = link.hello().daemon();
    return link.revoke(user)
        .toCompletableFuture()
        .copy()
        .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete(
            (done, failure) -> {
              if (failure == null) {
                pending.done(daemon, user);
              } else {
                log.warn("revocation not answered daemon={} person={}", daemon, user, failure);
              }
            });
  }
}
