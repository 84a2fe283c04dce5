package dev.signalbox.daemon.file;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.signalbox.daemon.operation.OperationBinder;

/**
 * Binds {@link FileService} and {@link RootedDirectories}; needs an {@link InstanceDirectories}.
 */
public final class FileModule extends AbstractModule {
  @Override
  protected void configure() {
    OperationBinder.of(binder()).serve(FileRoutes.class);
    bind(FileService.class).to(RootedFileService.class).in(Singleton.class);
  }

  @Provides
  @Singleton
  RootedDirectories rootedDirectories() {
    return RootedDirectories.create();
  }
}
