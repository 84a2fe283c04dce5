package dev.signalbox.bootstrap;

import static java.util.Objects.requireNonNull;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.Stage;
import dev.signalbox.api.link.JoinCode;
import dev.signalbox.api.routing.Exposure;
import dev.signalbox.api.transport.HttpTransport;
import dev.signalbox.api.transport.TlsSource;
import dev.signalbox.daemon.DaemonConfig;
import dev.signalbox.daemon.DaemonModule;
import dev.signalbox.daemon.instance.OnClose;
import dev.signalbox.daemon.link.Uplink;
import dev.signalbox.daemon.server.DaemonServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A daemon: runs instances on this machine and serves their consoles and files over HTTPS.
 *
 * <pre>{@code
 * try (Daemon daemon =
 *     Daemon.builder().dataDirectory(dir).transport(new NettyTransport()).listen("127.0.0.1", 0).join(panel.joinCode("here")).build()) {
 *   daemon.start();
 * }
 * }</pre>
 *
 * <p>Started once, by one thread; every other method may be called from any thread between start
 * and close. Its instances go on when it is closed, unless told otherwise, and are adopted by the
 * next start on the same directory.
 */
public final class Daemon implements AutoCloseable {
  private final Injector injector;
  private final Lifecycle lifecycle;

  private Daemon(Builder builder, DaemonConfig config) {
    this.lifecycle = new Lifecycle(new DirectoryLock(config.dataDirectory(), "daemon.lock"));
    List<Module> all = new ArrayList<>();
    all.add(new FoundationModule(lifecycle, "daemon"));
    all.add(new DaemonModule(config, requireNonNull(builder.transport), builder.tls));
    all.addAll(builder.modules);
    this.injector = Guice.createInjector(Stage.PRODUCTION, all);
  }

  /** Returns a builder in which nothing is set. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Joins the panel where that is not done, adopts what runs, starts what should, and listens.
   *
   * @throws dev.signalbox.api.error.SignalboxException {@code data.directory-in-use}, {@code
   *     transport.port-in-use}, {@code join.other-panel} and others; everything that had begun is
   *     stopped again
   * @throws IllegalStateException when it was started before
   */
  public void start() {
    lifecycle.start();
  }

  /** Returns the port that it listens on. */
  public int port() {
    return injector.getInstance(DaemonServer.class).port();
  }

  /**
   * Returns one of the daemon's services, such as {@code InstanceService}: what the HTTP API does,
   * for the program itself.
   *
   * @throws IllegalArgumentException where the type is no public interface of the daemon
   */
  public <T> T service(Class<T> type) {
    return Services.get(injector, type, "dev.signalbox.daemon.");
  }

  /**
   * Takes the link down, stops listening, and leaves the instances to the keeper unless {@link
   * Builder#stopInstancesOnClose} was asked for; a second call does nothing.
   */
  @Override
  public void close() {
    lifecycle.stop();
  }

  /** Collects what a daemon needs to know. Not thread-safe. */
  public static final class Builder {
    private @Nullable Path dataDirectory;
    private @Nullable HttpTransport transport;
    private String bind = "0.0.0.0";
    private int port = 7444;
    private final List<String> hosts = new ArrayList<>();
    private final List<String> proxies = new ArrayList<>();
    private String basePath = "";
    private final List<String> addresses = new ArrayList<>();
    private Uplink uplink = new Uplink.Joined();
    private Duration offlineGrace = Duration.ofMinutes(15);
    private @Nullable TlsSource tls;
    private OnClose onClose = OnClose.KEEP;
    private DaemonConfig.Privileges privileges = DaemonConfig.Privileges.UNPRIVILEGED;
    private DaemonConfig.Uploads uploads = DaemonConfig.Uploads.PROCESS_SAFE;
    private final List<Module> modules = new ArrayList<>();

    private Builder() {}

    /** Sets where the daemon keeps everything; made where it is missing. Required. */
    public Builder dataDirectory(Path directory) {
      this.dataDirectory = requireNonNull(directory, "directory");
      return this;
    }

    /** Sets the HTTP server underneath. Required. */
    public Builder transport(HttpTransport used) {
      this.transport = requireNonNull(used, "used");
      return this;
    }

    /**
     * Sets the address and the port to listen on, 0 for a free one. Default: all interfaces, 7444.
     */
    public Builder listen(String address, int onPort) {
      this.bind = requireNonNull(address, "address");
      this.port = onPort;
      return this;
    }

    /** Adds names and addresses by which browsers come, besides localhost and the machine's own. */
    public Builder hosts(List<String> names) {
      hosts.addAll(names);
      return this;
    }

    /**
     * Has proxies end TLS in front: it listens in plain HTTP, and believes what these say of the
     * client in {@code X-Forwarded-For}, {@code -Proto} and {@code -Host}. Default: none.
     *
     * @param ranges addresses of proxies, such as {@code 10.0.0.0/8}
     */
    public Builder behindProxy(List<String> ranges) {
      proxies.addAll(ranges);
      return this;
    }

    /**
     * Sets the path below which everything is served, such as {@code /signalbox}; a proxy in front
     * passes it on unchanged. Default: the root.
     */
    public Builder basePath(String path) {
      this.basePath = requireNonNull(path, "path");
      return this;
    }

    /**
     * Adds addresses where browsers reach the daemon, as {@code https://host[:port][/path]}; their
     * hosts are known as {@link #hosts} are. Default: made of hosts, port and path; behind a proxy
     * of the given hosts and the path.
     */
    public Builder addresses(List<String> urls) {
      addresses.addAll(urls);
      return this;
    }

    /**
     * Sets the panel to join, in this program. A daemon that has joined it already leaves the code
     * unused; one that has joined another panel does not start. Default: the panel elsewhere that
     * was joined before.
     */
    public Builder join(JoinCode code) {
      this.uplink = new Uplink.InProcess(code);
      return this;
    }

    /**
     * Sets the panel to join, elsewhere. A daemon that has joined it already has the code made
     * useless; one that has joined another panel does not start.
     *
     * @param panel its address, {@code https://host:port}
     * @param code as the panel shows it
     */
    public Builder join(URI panel, String code) {
      this.uplink = new Uplink.ByCode(panel, code);
      return this;
    }

    /**
     * Sets how long consoles and transfers stay open while there is no link to the panel, which
     * could not take leave away meanwhile; 1 minute or more. Default: 15 minutes.
     */
    public Builder offlineGrace(Duration grace) {
      this.offlineGrace = requireNonNull(grace, "grace");
      return this;
    }

    /**
     * Sets a certificate to serve instead of the one that joining brings, such as {@code
     * panel.tls()}.
     */
    public Builder tls(TlsSource source) {
      this.tls = requireNonNull(source, "source");
      return this;
    }

    /** Sets whether every instance is stopped when the daemon is closed. Default: they go on. */
    public Builder stopInstancesOnClose(boolean stop) {
      this.onClose = stop ? OnClose.STOP : OnClose.KEEP;
      return this;
    }

    /** Sets whether an instance may run as root where its spec says so. Default: none may. */
    public Builder allowRootInstances(boolean allow) {
      this.privileges =
          allow ? DaemonConfig.Privileges.ROOT_ALLOWED : DaemonConfig.Privileges.UNPRIVILEGED;
      return this;
    }

    /**
     * Sets whether an upload is answered only when it would survive a power loss. Default: when it
     * survives a kill.
     */
    public Builder durableUploads(boolean durable) {
      this.uploads = durable ? DaemonConfig.Uploads.DURABLE : DaemonConfig.Uploads.PROCESS_SAFE;
      return this;
    }

    /** Adds a Guice module, such as a plugin's. */
    public Builder module(Module module) {
      modules.add(requireNonNull(module, "module"));
      return this;
    }

    /**
     * Checks everything and opens nothing.
     *
     * @throws ConfigurationException with every fault
     */
    public Daemon build() {
      Faults faults = new Faults();
      faults.checkDataDirectory(dataDirectory);
      faults.checkSet("transport", transport, "such as new NettyTransport()");
      faults.checkUplink(uplink);
      faults.checkGrace("offlineGrace", offlineGrace);
      faults.checkPort("port", port);
      faults.checkHosts(hosts);
      faults.checkBind(bind);
      faults.checkRanges(proxies);
      faults.checkBasePath(basePath);
      faults.checkAddresses(addresses);
      faults.raise();
      Exposure exposure = Exposures.of(proxies, basePath);
      List<URI> reached = DaemonAddresses.of(addresses, hosts, exposure);
      return new Daemon(
          this,
          new DaemonConfig(
              requireNonNull(dataDirectory).toAbsolutePath().normalize(),
              bind,
              port,
              HostNames.of(bind, DaemonAddresses.hosts(hosts, reached)),
              exposure,
              reached,
              Versions.own(),
              privileges,
              onClose,
              uploads,
              uplink,
              offlineGrace));
    }
  }
}
