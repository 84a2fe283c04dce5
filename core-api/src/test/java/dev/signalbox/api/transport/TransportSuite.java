package dev.signalbox.api.transport;

import org.junit.jupiter.api.Nested;

/** Every contract at once: a transport extends this once for each way in which it can be set up. */
public abstract class TransportSuite {
  /** Returns what to test. */
  protected abstract TransportUnderTest subject();

  @Nested
  class Requests extends RequestContract {
    @Override
    protected TransportUnderTest subject() {
      return TransportSuite.this.subject();
    }
  }

  @Nested
  class RequestBodies extends RequestBodyContract {
    @Override
    protected TransportUnderTest subject() {
      return TransportSuite.this.subject();
    }
  }

  @Nested
  class RequestBodyFaults extends RequestBodyFaultContract {
    @Override
    protected TransportUnderTest subject() {
      return TransportSuite.this.subject();
    }
  }

  @Nested
  class FileBodies extends FileBodyContract {
    @Override
    protected TransportUnderTest subject() {
      return TransportSuite.this.subject();
    }
  }

  @Nested
  class StreamBodies extends StreamBodyContract {
    @Override
    protected TransportUnderTest subject() {
      return TransportSuite.this.subject();
    }
  }

  @Nested
  class WebSockets extends WebSocketContract {
    @Override
    protected TransportUnderTest subject() {
      return TransportSuite.this.subject();
    }
  }

  @Nested
  class WebSocketClosing extends WebSocketCloseContract {
    @Override
    protected TransportUnderTest subject() {
      return TransportSuite.this.subject();
    }
  }

  @Nested
  class WebSocketProtocol extends WebSocketProtocolContract {
    @Override
    protected TransportUnderTest subject() {
      return TransportSuite.this.subject();
    }
  }

  @Nested
  class Limits extends LimitsContract {
    @Override
    protected TransportUnderTest subject() {
      return TransportSuite.this.subject();
    }
  }

  @Nested
  class HostileInput extends HostileInputContract {
    @Override
    protected TransportUnderTest subject() {
      return TransportSuite.this.subject();
    }
  }

  @Nested
  class Lifecycle extends LifecycleContract {
    @Override
    protected TransportUnderTest subject() {
      return TransportSuite.this.subject();
    }
  }

  @Nested
  class Disconnects extends DisconnectContract {
    @Override
    protected TransportUnderTest subject() {
      return TransportSuite.this.subject();
    }
  }

  @Nested
  class HalfClose extends HalfCloseContract {
    @Override
    protected TransportUnderTest subject() {
      return TransportSuite.this.subject();
    }
  }

  @Nested
  class MutatedRequests extends MutatedRequestContract {
    @Override
    protected TransportUnderTest subject() {
      return TransportSuite.this.subject();
    }
  }

  @Nested
  class LinkStreaming extends LinkStreamContract {
    @Override
    protected TransportUnderTest subject() {
      return TransportSuite.this.subject();
    }
  }
}
