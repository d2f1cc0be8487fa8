package dropchat.simulation;

import dropchat.cluster.Peer;
import dropchat.cluster.Seat;
import dropchat.signaling.session.Effects;
import dropchat.signaling.session.House;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** All seats and peers that can be reached from an object, by whatever fields. */
final class Memory {

  private static final Map<Class<?>, List<Field>> FIELDS = new ConcurrentHashMap<>();

  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Object> found = new HashSet<>();

  private Memory() {}

  static Set<Object> of(Object root) {
    var memory = new Memory();
    memory.visit(root);
    return memory.found;
  }

  private void visit(Object object) {
    if (object instanceof Seat || object instanceof Peer) {
      found.add(object);
    } else if (object instanceof Iterable<?> some) {
      some.forEach(this::visit);
    } else if (object instanceof Map<?, ?> map) {
      map.forEach(
          (key, value) -> {
            visit(key);
            visit(value);
          });
    } else if (object instanceof Object[] array) {
      Arrays.asList(array).forEach(this::visit);
    } else if (isOurs(object) && seen.add(object)) {
      FIELDS.computeIfAbsent(object.getClass(), Memory::fields).forEach(f -> visit(in(object, f)));
    }
  }

  /** What a switchboard is given leads out of it. */
  private static boolean isOurs(Object object) {
    return object != null
        && object.getClass().getName().startsWith("dropchat.")
        && !object.getClass().isEnum()
        && !(object instanceof House)
        && !(object instanceof Effects)
        && !object.getClass().isHidden();
  }

  private static List<Field> fields(Class<?> type) {
    var fields = new ArrayList<Field>();
    for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
      for (var field : at.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
          field.setAccessible(true);
          fields.add(field);
        }
      }
    }
    return fields;
  }

  private static Object in(Object object, Field field) {
    try {
      return field.get(object);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
