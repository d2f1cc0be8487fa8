package dropchat.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceTest {

  private static final int CLIENTS = 1_200;

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5})
  void bothOfAPairAreAtDifferentServersAndEveryTwoServersHavePairs(int servers) {
    var place = place(servers, Pairs.SPLIT);
    var met = new HashSet<Set<URI>>();
    for (int one = 0; one < CLIENTS; one += 2) {
      assertThat(place.server(one)).isNotEqualTo(place.server(one + 1));
      assertThat(place.interest(one)).isEqualTo(place.interest(one + 1));
      met.add(Set.of(place.server(one), place.server(one + 1)));
    }
    assertThat(met).hasSize(servers * (servers - 1) / 2);
  }

  @Test
  void bothOfALocalPairAreAtOneServer() {
    var place = place(3, Pairs.LOCAL);
    for (int one = 0; one < CLIENTS; one += 2) {
      assertThat(place.server(one)).isEqualTo(place.server(one + 1));
      assertThat(place.interest(one)).isEqualTo(place.interest(one + 1));
      assertThat(place.interest(one)).isNotEqualTo(place.interest(one + 2));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void everyServerHasAsManyAsEachOther(int servers) {
    for (var pairs : Pairs.values()) {
      var each =
          IntStream.range(0, CLIENTS)
              .mapToObj(place(servers, pairs)::server)
              .collect(Collectors.groupingBy(server -> server, Collectors.counting()));
      assertThat(each).hasSize(servers).values().containsOnly((long) CLIENTS / servers);
    }
  }

  private static Crowd.Place place(int servers, Pairs pairs) {
    var urls = IntStream.range(0, servers).mapToObj(i -> "ws://127.0.0.1:" + (1 + i)).toList();
    return new Crowd.Place(List.copyOf(urls), Dialect.DROPCHAT, pairs);
  }
}
