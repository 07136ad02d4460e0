/** Words as they are compared: without accents, case and points, as `kg.names.fold` has them. */

const LETTERS: Record<string, string> = { ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", æ: "ae", œ: "oe", ı: "i", ß: "ss" };

export function fold(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[øłđðþæœıß]/g, (letter) => LETTERS[letter] ?? letter)
    .replace(/[.'’‘ʼ`´]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** A name as the graph keeps it to be looked up: without an article in front and a possessive behind, too. */
export function folded(name: string): string {
  return fold(name.trim().replace(/['’‘ʼ`´]s$/, "")).replace(/^the (?=.)/, "");
}

export function wordsOf(text: string): string[] {
  const folded = fold(text);
  return folded ? folded.split(" ") : [];
}

/** How well a folded name fits folded words: 0 is the name itself, 3 has all words as beginnings of its own; null does not fit. */
export function fit(name: string, words: readonly string[]): number | null {
  const wanted = words.join(" ");
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  const own = name.split(" ");
  if (words.every((word) => own.some((one) => one.startsWith(word)))) return 2;
  return wanted.length > 2 && name.includes(wanted) ? 3 : null;
}
