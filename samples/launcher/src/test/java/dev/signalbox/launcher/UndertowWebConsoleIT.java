package dev.signalbox.launcher;

class UndertowWebConsoleIT extends WebConsoleJourneys {
  UndertowWebConsoleIT() {
    super("undertow");
  }
}
