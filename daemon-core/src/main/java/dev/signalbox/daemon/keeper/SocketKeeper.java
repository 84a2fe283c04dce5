package dev.signalbox.daemon.keeper;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps by a process of its own, over a socket in the keeper's folder. */
final class SocketKeeper implements Keeper {
  private static final Logger log = LoggerFactory.getLogger(SocketKeeper.class);

  private final KeeperConfig config;
  private final KeeperLink link;
  private final Set<LinkedProcess> processes = ConcurrentHashMap.newKeySet();

  SocketKeeper(KeeperConfig config) {
    this.config = requireNonNull(config, "config");
    this.link = new KeeperLink(config);
  }

  @Override
  public void start() {
    link.open();
    KeeperCapabilities capabilities = capabilities();
    log.info("keeper connected folder={} kill={}", config.folder(), capabilities.killsTree());
    capabilities.limitations().forEach(limitation -> log.info("keeper limited: {}", limitation));
  }

  @Override
  public KeeperCapabilities capabilities() {
    KeeperCapabilities said = link.capabilities();
    if (ProcessHandle.current().pid() != 1) {
      return said;
    }
    List<String> limitations = new ArrayList<>(said.limitations());
    limitations.add(
        "Instances end with the daemon, because it is the first process of its container.");
    return new KeeperCapabilities(false, said.killsTree(), said.dropsUser(), limitations);
  }

  @Override
  public List<KeptId> known() {
    return FrameCodec.ids(link.ask(Frame.of(FrameType.LIST)));
  }

  @Override
  public KeptProcess launch(KeptSpec spec, KeptListener listener) {
    return deliver(LinkedProcess.launch(link, spec, config, listener));
  }

  @Override
  public Optional<KeptProcess> adopt(KeptId id, long from, KeptListener listener) {
    return LinkedProcess.adopt(link, id, from, config, listener).map(this::deliver);
  }

  private KeptProcess deliver(LinkedProcess process) {
    processes.removeIf(LinkedProcess::isOver);
    processes.add(process);
    process.deliver();
    return process;
  }

  @Override
  public void close() {
    try {
      link.close();
    } catch (IOException e) {
      log.warn("keeper not detached", e);
    }
    processes.forEach(LinkedProcess::detach);
  }
}
