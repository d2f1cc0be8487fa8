/**
 * The 64 pictures two people read aloud to each other (docs/protocol/emoji.json holds the same table; a test compares).
 * One code point each, drawn in colour by default, older than Unicode 12, and hard to mistake for another when named.
 * The order is part of the protocol.
 */
export const EMOJI: readonly string[] = [
  "🐶", "🐱", "🦁", "🐸", "🐧", "🦉", "🐢", "🐙",
  "🐳", "🦋", "🐝", "🐌", "🐘", "🦒", "🐴", "🐟",
  "🌵", "🌲", "🌻", "🌹", "🍄", "🍎", "🍌", "🍇",
  "🍒", "🍋", "🍉", "🍍", "🥕", "🌽", "🥥", "🍞",
  "🧀", "🍕", "🥚", "🍪", "🎂", "☕", "🌙", "⭐",
  "🌈", "🔥", "⚡", "⛄", "☔", "🌍", "🚗", "🚲",
  "🚂", "🚀", "⛵", "🎈", "🎸", "🎹", "🥁", "⚽",
  "🎲", "🔑", "🔔", "⏰", "📚", "🔨", "💎", "👑",
];
