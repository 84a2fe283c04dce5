package dev.signalbox.transport.undertow;

interface WebSocketConnection {
  void close(int code, String reason);

  void connectionClosed();
}
