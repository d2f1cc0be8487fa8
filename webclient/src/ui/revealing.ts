/** An e-mail address, a telephone number, an account's or a page's name. The reader decides; nothing is held back. */
const WAYS = [
  /\S@\S+\.\S/,
  /(?:^|[^\p{L}\p{N}])\+?\p{Nd}(?:[ ()./-]{0,2}\p{Nd}){6,}/u,
  /(?:^|\s)@[\p{L}\p{N}_.]{3,}/u,
  /\b(?:https?:\/\/|www\.)\S/i,
  /\b[a-z0-9-]+\.(?:com|net|org|me|io|gg|ly)\b/i,
];

/** Whether somebody could be found by what stands in this text. */
export function revealing(text: string): boolean {
  return WAYS.some((way) => way.test(text));
}
