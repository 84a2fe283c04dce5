package dev.signalbox.bootstrap;

class InProcessLinkTest extends LinkContract {
  @Override
  Daemon daemon(String name) {
    return site.daemon(name);
  }
}
