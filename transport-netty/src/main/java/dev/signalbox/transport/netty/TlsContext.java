package dev.signalbox.transport.netty;

import dev.signalbox.api.transport.TlsMaterial;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The TLS context of new connections, replaced whole: with it go its session tickets, so that a
 * client which resumes sees the new certificate too.
 */
final class TlsContext {
  private final TlsEngine engine;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable SslContext current;

  TlsContext(TlsEngine engine) {
    this.engine = engine;
  }

  void load(TlsMaterial material) {
    SslContext loaded = engine.context(material);
    SslContext replaced;
    lock.lock();
    try {
      replaced = current;
      current = loaded;
    } finally {
      lock.unlock();
    }
    // Connections in progress hold it by their engines.
    ReferenceCountUtil.release(replaced);
  }

  SslHandler newHandler(ByteBufAllocator allocator) {
    // Under the lock, lest the context be released between the look and the use.
    lock.lock();
    try {
      if (current == null) {
        throw new IllegalStateException("no TLS material");
      }
      return current.newHandler(allocator);
    } finally {
      lock.unlock();
    }
  }

  void release() {
    lock.lock();
    try {
      ReferenceCountUtil.release(current);
      current = null;
    } finally {
      lock.unlock();
    }
  }
}
