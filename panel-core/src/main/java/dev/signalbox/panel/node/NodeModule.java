package dev.signalbox.panel.node;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import dev.signalbox.api.link.PanelSide;
import dev.signalbox.panel.access.AccessListener;

/**
 * Binds {@link NodeService} and the panel's side of links, and collects {@link LinkListener}s;
 * needs the database, the authority and the ticket keys.
 */
public final class NodeModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(NodeStore.class).to(JdbiNodeStore.class).in(Singleton.class);
    bind(LinkedNodes.class).in(Singleton.class);
    bind(NodeViews.class).in(Singleton.class);
    bind(Standings.class).in(Singleton.class);
    bind(JoinCodes.class).in(Singleton.class);
    bind(PendingRevocations.class).in(Singleton.class);
    bind(NodeNames.class).in(Singleton.class);
    bind(Membership.class).in(Singleton.class);
    bind(LinkRevocation.class).in(Singleton.class);
    bind(PanelIdentity.class).to(VaultPanelIdentity.class).in(Singleton.class);
    bind(NodeLinks.class).to(StoredNodeLinks.class).in(Singleton.class);
    Multibinder.newSetBinder(binder(), LinkListener.class);
    bind(PanelSide.class).to(LocalPanelSide.class).in(Singleton.class);
    bind(NodeService.class).to(StoredNodeService.class).in(Singleton.class);
    Multibinder.newSetBinder(binder(), AccessListener.class).addBinding().to(LinkRevocation.class);
    bind(NodeRoutes.class).in(Singleton.class);
  }
}
