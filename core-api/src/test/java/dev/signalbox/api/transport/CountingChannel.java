package dev.signalbox.api.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** A file channel that is not the JDK's own, and counts how often it is closed. */
final class CountingChannel extends FileChannel {
  private final FileChannel file;
  private final AtomicInteger closed = new AtomicInteger();

  private final long failsFrom;

  CountingChannel(Path path) throws IOException {
    this(Long.MAX_VALUE, path);
  }

  private CountingChannel(long failsFrom, Path path) throws IOException {
    this.failsFrom = failsFrom;
    file = FileChannel.open(path);
  }

  /** Opens a file that cannot be read from that position on. */
  static CountingChannel failingFrom(long position, Path path) throws IOException {
    return new CountingChannel(position, path);
  }

  private void requireReadable(long position) throws IOException {
    if (position >= failsFrom) {
      throw new IOException("unreadable from " + failsFrom);
    }
  }

  int closed() {
    return closed.get();
  }

  @Override
  protected void implCloseChannel() throws IOException {
    closed.incrementAndGet();
    file.close();
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    throw new IOException("relative read of a shared channel");
  }

  @Override
  public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
    throw new IOException("relative read of a shared channel");
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    requireReadable(position);
    return file.read(target, position);
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
    requireReadable(position);
    return file.transferTo(position, Math.min(count, failsFrom - position), target);
  }

  @Override
  public long size() throws IOException {
    return file.size();
  }

  @Override
  public long position() throws IOException {
    return file.position();
  }

  @Override
  public FileChannel position(long newPosition) throws IOException {
    throw new IOException("position of a shared channel");
  }

  @Override
  public FileChannel truncate(long size) throws IOException {
    throw new IOException("read only");
  }

  @Override
  public void force(boolean metaData) throws IOException {
    throw new IOException("read only");
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    throw new IOException("read only");
  }

  @Override
  public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
    throw new IOException("read only");
  }

  @Override
  public int write(ByteBuffer source, long position) throws IOException {
    throw new IOException("read only");
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long position, long count)
      throws IOException {
    throw new IOException("read only");
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
    return file.map(mode, position, size);
  }

  @Override
  public FileLock lock(long position, long size, boolean shared) throws IOException {
    return file.lock(position, size, shared);
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) throws IOException {
    return file.tryLock(position, size, shared);
  }
}
