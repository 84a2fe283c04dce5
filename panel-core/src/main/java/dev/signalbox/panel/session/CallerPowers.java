package dev.signalbox.panel.session;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.id.UserId;
import dev.signalbox.api.operation.Permission;
import dev.signalbox.panel.access.PermissionCatalog;
import dev.signalbox.panel.access.PermissionScope;
import dev.signalbox.panel.access.Role;
import dev.signalbox.panel.grant.GrantService;
import dev.signalbox.panel.grant.GrantView;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;

/** Lists what a caller may do, so that a client offers that and nothing else. */
final class CallerPowers {
  private final GrantService grants;
  private final PermissionCatalog catalog;

  @Inject
  CallerPowers(GrantService grants, PermissionCatalog catalog) {
    this.grants = requireNonNull(grants, "grants");
    this.catalog = requireNonNull(catalog, "catalog");
  }

  /** Returns what holds on the panel and on each daemon and instance. */
  List<String> everywhere(Role role, PermissionScope scope) {
    return role == Role.ADMIN
        ? Stream.concat(catalog.panel().stream(), catalog.grantable().stream())
            .filter(scope::contains)
            .map(Permission::id)
            .sorted()
            .toList()
        : List.of();
  }

  /** Returns what holds besides, by daemon and target. */
  List<GrantView> granted(UserId user, PermissionScope scope) {
    return grants.list(user).stream()
        .map(grant -> GrantView.of(grant, scope::contains))
        .filter(grant -> !grant.permissions().isEmpty())
        .toList();
  }
}
