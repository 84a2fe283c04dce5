package dev.signalbox.panel.access;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.operation.Permission;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every permission there is, so that a misspelt one is refused and not quietly kept.
 *
 * @param grantable what can be granted on a daemon or on an instance
 * @param panel what concerns the panel itself
 */
public record PermissionCatalog(Set<Permission> grantable, Set<Permission> panel) {
  public PermissionCatalog {
    grantable = Set.copyOf(grantable);
    panel = Set.copyOf(panel);
  }

  /** Returns a catalogue of what daemons offer and of the {@link PanelPermission}s. */
  public static PermissionCatalog of(Collection<Permission> grantable) {
    return new PermissionCatalog(
        Set.copyOf(grantable),
        Stream.of(PanelPermission.values())
            .map(PanelPermission::permission)
            .collect(Collectors.toUnmodifiableSet()));
  }

  /**
   * Returns what these names stand for on a daemon or an instance.
   *
   * @throws SignalboxException {@code request.invalid} with the field, where one is unknown
   */
  public Set<Permission> grantable(String field, Collection<String> ids) {
    return named(field, ids, grantable);
  }

  /**
   * Returns what these names stand for, on the panel or below it.
   *
   * @throws SignalboxException {@code request.invalid} with the field, where one is unknown
   */
  public Set<Permission> any(String field, Collection<String> ids) {
    return named(
        field,
        ids,
        Stream.concat(grantable.stream(), panel.stream()).collect(Collectors.toUnmodifiableSet()));
  }

  private static Set<Permission> named(
      String field, Collection<String> ids, Set<Permission> known) {
    Set<String> missing = new TreeSet<>(ids);
    Set<Permission> found =
        known.stream()
            .filter(permission -> missing.remove(permission.id()))
            .collect(Collectors.toUnmodifiableSet());
    if (!missing.isEmpty()) {
      String expected =
          known.stream().map(Permission::id).sorted().collect(Collectors.joining(", "));
      throw SignalboxException.invalid(
          field, field + ": " + missing.iterator().next() + " (expected: of " + expected + ")");
    }
    return found;
  }
}
