/** What Vite's manifest says of a part of the page; `imports` name other parts. */
export interface Chunk {
  file: string;
  imports: readonly string[];
  dynamicImports: readonly string[];
}

export type Manifest = Readonly<Record<string, Chunk>>;

/** The parts with these names and all that they import at once, each once. */
export function withStaticImports(manifest: Manifest, names: readonly string[]): Chunk[] {
  const found = new Map<string, Chunk>();
  const visit = (name: string): void => {
    const chunk = manifest[name];
    if (!chunk || found.has(name)) return;
    found.set(name, chunk);
    chunk.imports.forEach(visit);
  };
  names.forEach(visit);
  return [...found.values()];
}

/** The parts that are loaded when they are needed, each with what is not there already with the first screen. */
export function lazyParts(manifest: Manifest, first: readonly Chunk[]): { name: string; chunks: Chunk[] }[] {
  const names = new Set(Object.values(manifest).flatMap(chunk => chunk.dynamicImports));
  return [...names].sort().map(name => ({
    name,
    chunks: withStaticImports(manifest, [name]).filter(chunk => !first.includes(chunk)),
  }));
}
