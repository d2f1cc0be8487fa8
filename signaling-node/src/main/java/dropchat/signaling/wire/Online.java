package dropchat.signaling.wire;

/** How many are online, as coarse as it is told to anybody. */
public final class Online {

  private Online() {}

  /** 0 below 10, else two significant digits, rounded down. */
  public static int coarse(int count) {
    if (count < 10) {
      return 0;
    }
    int unit = 1;
    while (count / unit >= 100) {
      unit *= 10;
    }
    return count / unit * unit;
  }
}
