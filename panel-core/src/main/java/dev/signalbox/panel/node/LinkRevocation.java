package dev.signalbox.panel.node;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.id.UserId;
import dev.signalbox.panel.access.AccessListener;
import jakarta.inject.Inject;

/**
 * Ends what a person has open on every daemon, as soon as the person may do more or less than
 * before.
 */
final class LinkRevocation implements AccessListener {
  private final LinkedNodes linked;

  @Inject
  LinkRevocation(LinkedNodes linked) {
    this.linked = requireNonNull(linked, "linked");
  }

  @Override
  public void accessChanged(UserId user) {
    linked.all().forEach(link -> link.revoke(user));
  }
}
