package dev.signalbox.daemon.instance;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Stage;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.instance.InstanceSnapshot;
import dev.signalbox.api.instance.InstanceSpec;
import dev.signalbox.api.instance.InstanceState;
import dev.signalbox.api.json.Json;
import dev.signalbox.api.routing.Workers;
import dev.signalbox.daemon.console.ConsoleLimits;
import dev.signalbox.daemon.console.ConsoleModule;
import dev.signalbox.daemon.console.Consoles;
import dev.signalbox.daemon.driver.process.ProcessConfig;
import dev.signalbox.daemon.driver.process.ProcessDriverModule;
import dev.signalbox.daemon.file.FileModule;
import dev.signalbox.daemon.file.InstanceDirectories;
import dev.signalbox.daemon.keeper.Keeper;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.awaitility.Awaitility;

/** The instances' part of a daemon over a keeper of the test's, without HTTP. */
final class TestDaemon implements AutoCloseable {
  private final Workers workers = Workers.pool("test", 4, 1000);
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final Injector injector;

  TestDaemon(Path data, Keeper keeper, ProcessConfig process, List<Path> allowedRoots) {
    this.injector =
        Guice.createInjector(
            Stage.PRODUCTION,
            new InstanceModule(new InstanceConfig(data, allowedRoots), OnClose.KEEP),
            new ConsoleModule(data.resolve("console"), ConsoleLimits.DEFAULT),
            new ProcessDriverModule(process),
            new FileModule(),
            new AbstractModule() {
              @Override
              protected void configure() {
                binder().requireExplicitBindings();
                binder().requireAtInjectOnConstructors();
                bind(Keeper.class).toInstance(keeper);
                bind(Workers.class).toInstance(workers);
                bind(ScheduledExecutorService.class).toInstance(timer);
                bind(InstantSource.class).toInstance(InstantSource.system());
              }
            });
  }

  /** A daemon that is not root. */
  static TestDaemon of(Path data, Keeper keeper) {
    return new TestDaemon(data, keeper, ProcessConfig.ofThisProcess(false, false), List.of());
  }

  TestDaemon started() {
    injector.getInstance(Keeper.class).start();
    consoles().start();
    service().start();
    return this;
  }

  InstanceService service() {
    return injector.getInstance(InstanceService.class);
  }

  Consoles consoles() {
    return injector.getInstance(Consoles.class);
  }

  InstanceDirectories directories() {
    return injector.getInstance(InstanceDirectories.class);
  }

  InstanceId create(String driver, String rest) {
    return service().create(spec(driver, rest)).id();
  }

  /** Awaits a state and returns the snapshot in it. */
  InstanceSnapshot await(InstanceId id, InstanceState state) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> service().get(id).state() == state);
    return service().get(id);
  }

  /** A specification with the process driver's fields and, after a comma, others. */
  static InstanceSpec spec(String driver, String rest) {
    return Json.read(
        "{\"name\":\"lobby\",\"driver\":{\"type\":\"process\"," + driver + "}" + rest + "}",
        InstanceSpec.class);
  }

  @Override
  public void close() {
    service().stop();
    consoles().stop();
    timer.shutdownNow();
    workers.close();
  }
}
