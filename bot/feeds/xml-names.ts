import { vocabularyOf } from './vocabularies.ts';

/** Longer names, and names of namespaces, are none that a feed has. */
const longestName = 200;

/** The prefixes that are declared at a place of a document. */
export interface Names {
  /** @param attribute `xmlns` or `xmlns:prefix` */
  declare(attribute: string, namespace: string): void;
  /** In lower case; of a vocabulary other than RSS with its prefix, such as `dc:creator`. */
  nameOf(rawName: string): string;
  /** What was declared since `depth()` gave this. */
  leave(depth: number): void;
  depth(): number;
}

/** Keeps for each prefix what it stood for further out, so that a declaration costs itself and nothing else. */
export function createNames(): Names {
  const current = new Map<string, string>();
  const outer: { prefix: string; vocabulary: string | undefined }[] = [];

  return {
    declare(attribute, namespace) {
      const prefix = attribute.slice('xmlns:'.length).slice(0, longestName).toLowerCase();
      outer.push({ prefix, vocabulary: current.get(prefix) });
      current.set(prefix, vocabularyOf(namespace.slice(0, longestName)) ?? prefix);
    },
    nameOf(rawName) {
      const name = rawName.slice(0, longestName).toLowerCase();
      const colon = name.indexOf(':');
      const prefix = colon === -1 ? '' : name.slice(0, colon);
      // A prefix that nobody declared is taken for what it usually stands for.
      const vocabulary = current.get(prefix) ?? prefix;
      return vocabulary === '' ? name.slice(colon + 1) : `${vocabulary}:${name.slice(colon + 1)}`;
    },
    depth: () => outer.length,
    leave(depth) {
      while (outer.length > depth) {
        const { prefix, vocabulary } = outer.pop() ?? { prefix: '', vocabulary: undefined };
        if (vocabulary === undefined) current.delete(prefix);
        else current.set(prefix, vocabulary);
      }
    },
  };
}
