package dev.signalbox.bootstrap;

import static java.util.Objects.requireNonNull;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.Stage;
import dev.signalbox.api.link.JoinCode;
import dev.signalbox.api.transport.HttpTransport;
import dev.signalbox.api.transport.TlsSource;
import dev.signalbox.panel.PanelConfig;
import dev.signalbox.panel.PanelModule;
import dev.signalbox.panel.authority.Authority;
import dev.signalbox.panel.node.NodeService;
import dev.signalbox.panel.server.PanelServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A panel: people, permissions, certificates and the HTTP API, served over HTTPS with a certificate
 * of its own making.
 *
 * <pre>{@code
 * try (Panel panel = Panel.builder().dataDirectory(dir).transport(new NettyTransport()).listen("127.0.0.1", 0).build()) {
 *   panel.start();
 * }
 * }</pre>
 *
 * <p>Started once, by one thread; every other method may be called from any thread between start
 * and close. It installs no shutdown hook and never ends the JVM: whoever made it closes it.
 */
public final class Panel implements AutoCloseable {
  private final PanelConfig config;
  private final Injector injector;
  private final Lifecycle lifecycle;

  private Panel(PanelConfig config, HttpTransport transport, List<Module> modules) {
    this.config = config;
    this.lifecycle = new Lifecycle(new DirectoryLock(config.dataDirectory(), "panel.lock"));
    List<Module> all = new ArrayList<>();
    all.add(new FoundationModule(lifecycle, "panel"));
    all.add(new PanelModule(config, transport));
    all.addAll(modules);
    this.injector = Guice.createInjector(Stage.PRODUCTION, all);
  }

  /** Returns a builder in which nothing is set. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Opens the database, makes what the first start needs and listens.
   *
   * @throws dev.signalbox.api.error.SignalboxException {@code data.directory-in-use}, {@code
   *     transport.port-in-use} and others; everything that had begun is stopped again
   * @throws IllegalStateException when it was started before
   */
  public void start() {
    lifecycle.start();
  }

  /** Returns the port that it listens on. */
  public int port() {
    return injector.getInstance(PanelServer.class).port();
  }

  /**
   * Makes a code by which one daemon joins, within 15 minutes and once.
   *
   * @param name what the daemon will be called, 1 to 100 characters
   */
  public JoinCode joinCode(String name) {
    return injector.getInstance(NodeService.class).joinCode(name);
  }

  /** Returns the panel's own certificate, for a daemon in the same program to serve too. */
  public TlsSource tls() {
    return injector.getInstance(TlsSource.class);
  }

  /** Returns the SHA-256 of the authority's public key, in hex. */
  public String fingerprint() {
    return injector.getInstance(Authority.class).fingerprint();
  }

  /** Returns the file with the authority's certificate, for clients that shall trust it. */
  public Path authorityFile() {
    return config.dataDirectory().resolve("ca.pem");
  }

  /**
   * Returns one of the panel's services, such as {@code UserService}: what the HTTP API does, for
   * the program itself.
   *
   * @throws IllegalArgumentException where the type is no public interface of the panel
   */
  public <T> T service(Class<T> type) {
    return Services.get(injector, type, "dev.signalbox.panel.");
  }

  /**
   * Stops listening, ends the exchanges in flight and closes the database; a second call does
   * nothing.
   */
  @Override
  public void close() {
    lifecycle.stop();
  }

  /** Collects what a panel needs to know. Not thread-safe. */
  public static final class Builder {
    private @Nullable Path dataDirectory;
    private @Nullable HttpTransport transport;
    private String bind = "0.0.0.0";
    private int port = 7443;
    private final List<String> hosts = new ArrayList<>();
    private final List<String> proxies = new ArrayList<>();
    private String basePath = "";
    private @Nullable String administratorPassword;
    private final List<Module> modules = new ArrayList<>();

    private Builder() {}

    /** Sets where the panel keeps everything; made where it is missing. Required. */
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
     * Sets the address and the port to listen on, 0 for a free one. Default: all interfaces, 7443.
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
     * Sets the password of {@code admin} for the first start; one is made and written to a file
     * where there is none.
     */
    public Builder initialAdministratorPassword(String password) {
      this.administratorPassword = requireNonNull(password, "password");
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
    public Panel build() {
      Faults faults = new Faults();
      faults.checkDataDirectory(dataDirectory);
      faults.checkDatabaseDirectory(dataDirectory);
      faults.checkSet("transport", transport, "such as new NettyTransport()");
      faults.checkPort("port", port);
      faults.checkHosts(hosts);
      faults.checkBind(bind);
      faults.checkRanges(proxies);
      faults.checkBasePath(basePath);
      faults.checkPassword(administratorPassword);
      faults.raise();
      Path directory = requireNonNull(dataDirectory).toAbsolutePath().normalize();
      PanelConfig config =
          new PanelConfig(
              directory,
              bind,
              port,
              HostNames.of(bind, hosts),
              Exposures.of(proxies, basePath),
              administratorPassword,
              Versions.own());
      return new Panel(config, requireNonNull(transport), modules);
    }
  }
}
