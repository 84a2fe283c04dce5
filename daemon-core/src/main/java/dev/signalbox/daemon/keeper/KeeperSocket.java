package dev.signalbox.daemon.keeper;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The socket in a keeper's folder, however long the folder's path is. */
final class KeeperSocket {
  private static final String NAME = "socket";
  // The kernel has 108 bytes for a socket's path, and the JDK takes some of them.
  private static final int LONGEST = 100;

  private KeeperSocket() {}

  /** Connects to the socket in a folder. */
  static SocketChannel connect(Path folder) throws IOException {
    SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      withAddress(folder, socket::connect);
      return socket;
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  /** Listens on the socket in a folder; only whoever holds the folder's lock may do so. */
  static ServerSocketChannel listen(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(NAME));
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      withAddress(folder, address -> server.bind(address, 128));
      Files.setPosixFilePermissions(path(folder), PosixFilePermissions.fromString("rw-------"));
      return server;
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  static Path path(Path folder) {
    return folder.resolve(NAME);
  }

  private interface Use {
    Object with(UnixDomainSocketAddress address) throws IOException;
  }

  private static void withAddress(Path folder, Use use) throws IOException {
    Path path = path(folder);
    if (path.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST) {
      use.with(UnixDomainSocketAddress.of(path));
      return;
    }
    // A path through an open descriptor is short, and needs no second folder that others can see.
    // The descriptor that is found may be another thread's, which closes it: hence once more.
    for (int attempt = 1; ; attempt++) {
      try (FileChannel open = FileChannel.open(folder, StandardOpenOption.READ)) {
        use.with(UnixDomainSocketAddress.of(descriptorOf(folder).resolve(NAME)));
        return;
      } catch (NoSuchFileException e) {
        if (attempt == 5) {
          throw e;
        }
      }
    }
  }

  private static Path descriptorOf(Path folder) throws IOException {
    Path real = folder.toRealPath();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path descriptor : all) {
        try {
          if (Files.readSymbolicLink(descriptor).equals(real)) {
            return descriptor;
          }
        } catch (IOException e) {
          // It was closed since it was listed.
        }
      }
    }
    throw new NoSuchFileException(folder + " has no descriptor in /proc/self/fd");
  }
}
