package dev.signalbox.daemon.transfer;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import dev.signalbox.daemon.file.Durability;
import dev.signalbox.daemon.operation.OperationBinder;
import dev.signalbox.daemon.ticket.Admission;

/**
 * Binds {@link FileTransfers}, {@link Transfers} and {@link TransferTickets}; needs an {@code
 * InstanceDirectories}, {@code Workers}, a {@code ScheduledExecutorService} of one thread and a
 * {@code java.time.InstantSource}.
 */
public final class TransferModule extends AbstractModule {
  private final Durability durability;

  /** Takes what a finished upload is to survive. */
  public TransferModule(Durability durability) {
    this.durability = durability;
  }

  @Override
  protected void configure() {
    bind(Durability.class).toInstance(durability);
    bind(TransferTable.class).in(Singleton.class);
    bind(Transfers.class).to(TransferTable.class);
    bind(TransferTickets.class).to(TransferTable.class);
    OperationBinder.of(binder()).serve(TransferRoutes.class);
    Multibinder.newSetBinder(binder(), Admission.class)
        .addBinding()
        .to(TransferAdmission.class)
        .in(Singleton.class);
    bind(TransferSweeper.class).asEagerSingleton();
    bind(FileTransfers.class).to(RootedFileTransfers.class).in(Singleton.class);
  }
}
