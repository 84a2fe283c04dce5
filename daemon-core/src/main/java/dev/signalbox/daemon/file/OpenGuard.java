package dev.signalbox.daemon.file;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.file.FileError;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens files of one directory so that a pipe cannot hold the caller.
 *
 * <p>A pipe is refused by its attributes. One that is swapped in after that look would hang the
 * opening until somebody writes to it, and Java can neither ask for {@code O_NONBLOCK} nor
 * interrupt an opening. So it happens on a thread of its own: after the deadline the caller goes
 * on, and the pipe is opened for reading and writing, which wakes the thread unless the pipe was
 * moved away meanwhile. What hangs for good is bounded per directory, so that an instance harms
 * itself alone.
 */
final class OpenGuard {
  private static final Logger log = LoggerFactory.getLogger(OpenGuard.class);
  private static final int MAX_OPENING = 4;

  private final Executor threads;
  private final Duration deadline;
  private final Semaphore permits = new Semaphore(MAX_OPENING);

  OpenGuard(Executor threads, Duration deadline) {
    this.threads = threads;
    this.deadline = deadline;
  }

  FileChannel open(OpenDirectory directory, Path name) throws IOException {
    try {
      if (!permits.tryAcquire(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new SignalboxException(
            FileError.UNAVAILABLE, "Too many openings hang in this instance's directory.");
      }
      CompletableFuture<FileChannel> opening = new CompletableFuture<>();
      start(directory, name, opening);
      return await(directory, name, opening);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SignalboxException(FileError.UNAVAILABLE, "The daemon is stopping.", e);
    }
  }

  private void start(OpenDirectory directory, Path name, CompletableFuture<FileChannel> opening) {
    boolean started = false;
    try {
      threads.execute(() -> run(directory, name, opening));
      started = true;
    } finally {
      if (!started) {
        permits.release();
      }
    }
  }

  private void run(OpenDirectory directory, Path name, CompletableFuture<FileChannel> opening) {
    try {
      FileChannel channel = directory.openUnguarded(name);
      if (!opening.complete(channel)) {
        channel.close();
        directory.closeAbandoned();
      }
    } catch (IOException | RuntimeException e) {
      if (!opening.completeExceptionally(e)) {
        closeQuietly(directory);
      }
    } finally {
      permits.release();
    }
  }

  private FileChannel await(
      OpenDirectory directory, Path name, CompletableFuture<FileChannel> opening)
      throws IOException, InterruptedException {
    try {
      return opening.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (TimeoutException | InterruptedException e) {
      directory.abandon();
      if (!opening.cancel(false)) {
        // It came through in the last moment: nobody else will close either of the two.
        closeQuietly(directory);
        if (!opening.isCompletedExceptionally()) {
          opening.join().close();
        }
      } else {
        directory.freePipe(name);
      }
      if (e instanceof InterruptedException interrupt) {
        throw interrupt;
      }
      log.warn("file opening hangs name={}", FileNames.toName(name));
      throw OpenDirectory.notRegular();
    }
  }

  private static void closeQuietly(OpenDirectory directory) {
    try {
      directory.closeAbandoned();
    } catch (IOException e) {
      log.debug("directory handle not closed", e);
    }
  }
}
