/** The few questions one may ask of a value somebody else wrote. Each answers with the typed value, or null. */

export type Fields = Readonly<Record<string, unknown>>;

/** The object in a JSON text no longer than the bound; null for anything else. Never throws. */
export function objectIn(json: unknown, maxChars: number): Fields | null {
  if (typeof json !== "string" || json.length > maxChars) return null;
  try {
    return fields(JSON.parse(json));
  } catch {
    return null;
  }
}

export function fields(value: unknown): Fields | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : null;
}

export function text(value: unknown, maxChars: number): string | null {
  return typeof value === "string" && value.length <= maxChars ? value : null;
}

/** Like text, but not empty. */
export function word(value: unknown, maxChars: number): string | null {
  return value === "" ? null : text(value, maxChars);
}

/** What may stand in a message of ours without a node taking it for malformed. */
export function token(value: unknown): string | null {
  return typeof value === "string" && /^[A-Za-z0-9._~-]{1,200}$/.test(value) ? value : null;
}

export function whole(value: unknown, max: number): number | null {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= max ? (value as number) : null;
}

export function oneOf<T extends string>(value: unknown, allowed: readonly T[]): T | null {
  return allowed.find((each) => each === value) ?? null;
}

/** All entries read, or null if one cannot be or there are too many. */
export function list<T>(value: unknown, max: number, read: (entry: unknown) => T | null): readonly T[] | null {
  if (!Array.isArray(value) || value.length > max) return null;
  const entries: T[] = [];
  for (const entry of value) {
    const one = read(entry);
    if (one === null) return null;
    entries.push(one);
  }
  return entries;
}
