package dropchat.cluster;

import dropchat.cluster.BusMessage.Acceptance;
import dropchat.cluster.BusMessage.Anew;
import dropchat.cluster.BusMessage.Announcement;
import dropchat.cluster.BusMessage.Census;
import dropchat.cluster.BusMessage.Detour;
import dropchat.cluster.BusMessage.Left;
import dropchat.cluster.BusMessage.Match;
import dropchat.cluster.BusMessage.Proposal;
import dropchat.cluster.BusMessage.Recount;
import dropchat.cluster.BusMessage.Refusal;
import dropchat.cluster.BusMessage.Release;
import dropchat.cluster.BusMessage.Reopen;
import dropchat.cluster.BusMessage.Reopened;
import dropchat.cluster.BusMessage.Signal;
import dropchat.cluster.BusMessage.Silence;
import dropchat.cluster.BusMessage.Ticket;
import dropchat.cluster.BusMessage.Withdrawal;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/**
 * Writes what {@link BatchReader} reads: a tag byte for each message, then its components in order.
 */
final class BatchWriter {

  private final Buffer wire;

  BatchWriter(Buffer wire) {
    this.wire = wire;
  }

  void batch(Batch batch) {
    wire.appendLong(batch.from());
    list(batch.messages(), this::message);
  }

  private void message(BusMessage message) {
    switch (message) {
      case Ticket ticket -> {
        tag(Tag.TICKET).seat(ticket.seat());
        list(ticket.languages(), this::text);
        list(ticket.interests(), this::text);
        list(ticket.avoid(), this::peer);
        wire.appendLong(ticket.waitedMs());
      }
      case Withdrawal withdrawal -> tag(Tag.WITHDRAWAL).seat(withdrawal.seat());
      case Release release -> tag(Tag.RELEASE).seat(release.guest());
      case Announcement announcement -> {
        tag(Tag.ANNOUNCEMENT).number(announcement.sockets()).number(announcement.tickets());
        wire.appendLong(announcement.digest());
      }
      case Anew anew -> tag(Tag.ANEW);
      case Silence silence -> {
        tag(Tag.SILENCE);
        wire.appendLong(silence.node());
      }
      case Recount recount -> tag(Tag.RECOUNT);
      case Detour detour -> tag(Tag.DETOUR);
      case Census census -> tag(Tag.CENSUS).number(census.online());
      case Match match ->
          tag(Tag.MATCH).seat(match.host()).seat(match.guest()).shared(match.shared());
      case Proposal proposal ->
          tag(Tag.PROPOSAL)
              .seat(proposal.host())
              .seat(proposal.guest())
              .profile(proposal.profile())
              .shared(proposal.shared());
      case Acceptance acceptance ->
          tag(Tag.ACCEPTANCE)
              .seat(acceptance.guest())
              .seat(acceptance.host())
              .profile(acceptance.profile())
              .shared(acceptance.shared());
      case Refusal refusal -> tag(Tag.REFUSAL).seat(refusal.guest()).seat(refusal.host());
      case Signal signal -> {
        tag(Tag.SIGNAL).seat(signal.from()).seat(signal.to()).number(signal.bytes().length);
        wire.appendBytes(signal.bytes());
      }
      case Left left -> tag(Tag.LEFT).seat(left.from()).seat(left.to());
      case Reopen reopen ->
          tag(Tag.REOPEN).seat(reopen.caller()).seat(reopen.called()).number(reopen.handle());
      case Reopened reopened ->
          tag(Tag.REOPENED)
              .seat(reopened.called())
              .seat(reopened.caller())
              .number(reopened.handle());
    }
  }

  private BatchWriter tag(Tag tag) {
    wire.appendByte((byte) tag.ordinal());
    return this;
  }

  private BatchWriter number(int number) {
    wire.appendInt(number);
    return this;
  }

  private BatchWriter seat(Seat seat) {
    wire.appendLong(seat.node()).appendLong(seat.socket()).appendInt(seat.epoch());
    return this;
  }

  private void peer(Peer peer) {
    wire.appendLong(peer.node()).appendLong(peer.socket());
  }

  private BatchWriter profile(Profile profile) {
    nullable(profile.commit());
    nullable(profile.country());
    return number(profile.handle());
  }

  private BatchWriter shared(Shared shared) {
    list(shared.languages(), this::text);
    list(shared.interests(), this::text);
    return this;
  }

  /** Null is an absent one. */
  private void nullable(String text) {
    list(text == null ? List.of() : List.of(text), this::text);
  }

  private void text(String text) {
    var utf8 = text.getBytes(StandardCharsets.UTF_8);
    wire.appendUnsignedShort(utf8.length).appendBytes(utf8);
  }

  private <T> void list(List<T> items, Consumer<T> write) {
    number(items.size());
    items.forEach(write);
  }
}
