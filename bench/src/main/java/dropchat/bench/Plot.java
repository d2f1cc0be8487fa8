package dropchat.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * A picture of numbers, as SVG that says what it shows.
 *
 * @param logarithmic the x axis
 */
record Plot(String title, String xLabel, boolean logarithmic) {

  /** With a line from low to high. */
  record Point(double x, double y, double low, double high) {

    Point(double x, double y) {
      this(x, y, y, y);
    }
  }

  private static final int WIDTH = 820;
  private static final int LEFT = 70;
  private static final int RIGHT = 520;
  private static final int TOP = 50;
  private static final int BOTTOM = 320;
  private static final int BAR = 30;
  private static final int BARS_LEFT = 250;
  private static final int BARS_RIGHT = 640;
  private static final List<String> COLORS =
      List.of("#1f6f8b", "#c8553d", "#588157", "#8e6c8a", "#b08900", "#444444");

  /** One for each name, with a line from the smallest to the largest. */
  String bars(Map<String, Spread> bars) {
    double most = bars.values().stream().mapToDouble(Spread::max).max().orElse(1);
    var svg = begin(TOP + bars.size() * BAR + 20);
    int y = TOP;
    for (var bar : bars.entrySet()) {
      double scale = (BARS_RIGHT - BARS_LEFT) / most;
      var spread = bar.getValue();
      text(svg, BARS_LEFT - 8, y + 16, "end", bar.getKey());
      add(
          svg,
          "<rect x='%d' y='%d' width='%.1f' height='20' fill='%s'/>",
          BARS_LEFT,
          y + 1,
          spread.median() * scale,
          COLORS.get(bar.getKey().startsWith("DropChat") ? 0 : 1));
      add(
          svg,
          "<path d='M%.1f %dH%.1f' stroke='#000' stroke-width='2'/>",
          BARS_LEFT + spread.min() * scale,
          y + 11,
          BARS_LEFT + spread.max() * scale);
      text(svg, BARS_LEFT + spread.max() * scale + 6, y + 16, "start", number(spread.median()));
      y += BAR;
    }
    return svg.append("</svg>\n").toString();
  }

  /** One for each name, from zero upwards. */
  String lines(Map<String, List<Point>> lines) {
    var points = lines.values().stream().flatMap(List::stream).toList();
    double step = step(points.stream().mapToDouble(Point::high).max().orElse(1));
    double mostY = 4 * step;
    double firstX = points.stream().mapToDouble(point -> along(point.x)).min().orElse(0);
    double lastX = points.stream().mapToDouble(point -> along(point.x)).max().orElse(1);
    var svg = begin(BOTTOM + 60);
    add(svg, "<path d='M%d %dV%dH%d' fill='none' stroke='#000'/>", LEFT, TOP, BOTTOM, RIGHT);
    text(svg, (LEFT + RIGHT) / 2.0, BOTTOM + 44, "middle", xLabel);
    for (int i = 1; i <= 4; i++) {
      double y = BOTTOM - i / 4.0 * (BOTTOM - TOP);
      add(svg, "<path d='M%d %.1fH%d' stroke='#ddd'/>", LEFT, y, RIGHT);
      text(svg, LEFT - 8, y + 5, "end", number(i * step));
    }
    for (double x : points.stream().mapToDouble(Point::x).distinct().toArray()) {
      double at = LEFT + (along(x) - firstX) / (lastX - firstX) * (RIGHT - LEFT);
      text(svg, at, BOTTOM + 20, "middle", number(x));
    }
    int number = 0;
    for (var line : lines.entrySet()) {
      var color = COLORS.get(number % COLORS.size());
      var path = new StringBuilder();
      for (var point : line.getValue()) {
        double x = LEFT + (along(point.x) - firstX) / (lastX - firstX) * (RIGHT - LEFT);
        double y = BOTTOM - point.y / mostY * (BOTTOM - TOP);
        add(path, "%s%.1f %.1f", path.isEmpty() ? "M" : "L", x, y);
        add(svg, "<circle cx='%.1f' cy='%.1f' r='4' fill='%s'/>", x, y, color);
        if (point.low < point.high) {
          double low = BOTTOM - point.low / mostY * (BOTTOM - TOP);
          double high = BOTTOM - point.high / mostY * (BOTTOM - TOP);
          add(svg, "<path d='M%.1f %.1fV%.1f' stroke='%s'/>", x, low, high, color);
        }
      }
      add(svg, "<path d='%s' fill='none' stroke='%s' stroke-width='2'/>", path, color);
      int y = TOP + 20 * number++;
      add(svg, "<rect x='%d' y='%d' width='12' height='12' fill='%s'/>", RIGHT + 12, y - 10, color);
      text(svg, RIGHT + 30, y, "start", line.getKey());
    }
    return svg.append("</svg>\n").toString();
  }

  /** A round number, four of which are as much as the most, or some more. */
  private static double step(double most) {
    double ten = Math.pow(10, Math.floor(Math.log10(most / 4)));
    return DoubleStream.of(1, 2, 3, 4, 5, 6, 8, 10)
        .map(times -> times * ten)
        .filter(step -> 4 * step >= most)
        .findFirst()
        .orElseThrow();
  }

  private double along(double x) {
    return logarithmic ? Math.log10(x) : x;
  }

  private StringBuilder begin(int height) {
    var svg = new StringBuilder();
    add(
        svg,
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' role='img'"
            + " font-family='sans-serif' font-size='13'>%n<title>%s</title>%n"
            + "<rect width='100%%' height='100%%' fill='#fff'/>",
        WIDTH,
        height,
        title);
    add(svg, "<text x='%d' y='28' font-size='16' font-weight='bold'>%s</text>", 16, title);
    return svg;
  }

  private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
    add(svg, "<text x='%.1f' y='%.1f' text-anchor='%s'>%s</text>", x, y, anchor, text);
  }

  private static void add(StringBuilder to, String format, Object... values) {
    to.append(String.format(Locale.ROOT, format + "%n", values));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }
}
