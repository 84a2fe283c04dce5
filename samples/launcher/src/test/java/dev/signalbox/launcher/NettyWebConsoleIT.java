package dev.signalbox.launcher;

class NettyWebConsoleIT extends WebConsoleJourneys {
  NettyWebConsoleIT() {
    super("netty");
  }
}
