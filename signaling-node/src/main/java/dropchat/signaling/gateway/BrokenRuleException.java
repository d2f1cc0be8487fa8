package dropchat.signaling.gateway;

import dropchat.signaling.wire.ErrorCode;
import java.util.Optional;

/** What a client sent is against a limit or the protocol: its socket is closed. */
final class BrokenRuleException extends Exception {

  private static final long serialVersionUID = 1;

  private final ErrorCode error;
  private final short closeCode;

  /**
   * @param error to be told first; null for none
   */
  BrokenRuleException(ErrorCode error, short closeCode) {
    super(null, null, false, false);
    this.error = error;
    this.closeCode = closeCode;
  }

  Optional<ErrorCode> error() {
    return Optional.ofNullable(error);
  }

  short closeCode() {
    return closeCode;
  }
}
