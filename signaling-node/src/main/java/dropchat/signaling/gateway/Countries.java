package dropchat.signaling.gateway;

import com.maxmind.db.MaxMindDbConstructor;
import com.maxmind.db.MaxMindDbParameter;
import com.maxmind.db.NoCache;
import com.maxmind.db.Reader;
import dropchat.signaling.session.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;

/** The country of an address, from a database held in memory. Thread safe. */
public final class Countries {

  /** A row: what we read of it. */
  public record Row(String code) {
    @MaxMindDbConstructor
    public Row(@MaxMindDbParameter(name = "country_code") String code) {
      this.code = code;
    }
  }

  private final Reader database;

  /** Reads all of it, and closes it. */
  public Countries(InputStream mmdb) throws IOException {
    try (mmdb) {
      this.database = new Reader(mmdb, NoCache.getInstance());
    }
  }

  /**
   * ISO 3166-1 alpha-2; null for private addresses, of which the database names some by mistake,
   * and for whatever it does not know or cannot read.
   */
  public String of(InetAddress address) {
    if (Origin.inside(address)) {
      return null;
    }
    try {
      var row = database.get(address, Row.class);
      return row == null ? null : row.code();
    } catch (IOException | RuntimeException e) {
      // a damaged row of somebody's own database: nobody's flag, and no reason to refuse anybody
      return null;
    }
  }
}
