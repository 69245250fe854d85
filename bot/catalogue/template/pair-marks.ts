/** A piece of a line: text as it is written out, or a mark such as `*` that may begin or end something. */
export type Piece = string | Mark;

export interface Mark {
  /** What it is, such as `*`. */
  sign: string;
  /** How it is written where it has no partner; without it, as the sign. */
  alone?: string;
  canOpen: boolean;
  canClose: boolean;
}

/**
 * Writes a line out, its marks in pairs: each is closed by the next of its sign that can close, and what was opened
 * between the two stays text. Each piece is looked at a few times at most, whatever the line is.
 * @param tags what begins and ends what a sign marks
 */
export function pairMarks(pieces: readonly Piece[], tags: Readonly<Record<string, readonly [string, string]>>): string {
  const written = pieces.map(piece => (typeof piece === 'string' ? piece : (piece.alone ?? piece.sign)));
  const open: { index: number; sign: string }[] = [];
  const openOf = new Map<string, number>();
  for (const [index, piece] of pieces.entries()) {
    if (typeof piece === 'string') continue;
    const { sign } = piece;
    const [begin = '', end = ''] = tags[sign] ?? [];
    if (piece.canClose && (openOf.get(sign) ?? 0) > 0) {
      for (let last = open.pop(); last !== undefined; last = open.pop()) {
        openOf.set(last.sign, (openOf.get(last.sign) ?? 0) - 1);
        if (last.sign !== sign) continue;
        written[last.index] = begin;
        written[index] = end;
        break;
      }
    } else if (piece.canOpen) {
      open.push({ index, sign });
      openOf.set(sign, (openOf.get(sign) ?? 0) + 1);
    }
  }
  return written.join('');
}

/** Whether a mark between two characters may begin or end something: it does not inside a word, or beside a space. */
export function markBetween(sign: string, before: string, after: string): Mark {
  return {
    sign,
    canOpen: !isWord(before) && after !== '' && !isSpace(after),
    canClose: !isWord(after) && before !== '' && !isSpace(before),
  };
}

const isWord = (character: string) => /[\p{L}\p{N}]/u.test(character);
const isSpace = (character: string) => /\s/.test(character);
