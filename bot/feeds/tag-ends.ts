/**
 * Finds where the tags of a text end: at a `>` outside of quotation marks, with no other `<` before it. What stands
 * in quotation marks may itself look like tags, so a text can be read in two ways from a place on; each place is
 * looked at once for all tags together.
 * @returns the index after `>` for the inside of a tag that begins at an index, undefined if it has no end
 */
export function findTagEnds(html: string): (from: number) => number | undefined {
  /** By the places of what may end a tag or begin a quotation. */
  const ends = new Map<number, number | undefined>();
  const next = (from: number) => {
    special.lastIndex = from;
    return special.exec(html)?.index;
  };

  /** Where reading goes on after a quotation mark. */
  function after(at: number): number | undefined {
    if (html[at - 1] !== '=') return next(at + 1);
    const close = html.indexOf(html[at] ?? '', at + 1);
    return close === -1 ? undefined : next(close + 1);
  }

  return from => {
    const way: number[] = [];
    let at = next(from);
    while (at !== undefined && !ends.has(at) && html[at] !== '<' && html[at] !== '>') {
      way.push(at);
      at = after(at);
    }
    const end = at === undefined || html[at] === '<' ? undefined : html[at] === '>' ? at + 1 : ends.get(at);
    for (const place of way) ends.set(place, end);
    return end;
  };
}

const special = /[<>"']/g;
