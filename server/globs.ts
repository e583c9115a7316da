/** Patterns of the setting `files.exclude`, as VS Code means them: about the path of a file or of a folder around it, from the workspace's folder on. */

/** More, or longer ones, are left out. */
const limits = { patterns: 200, length: 500 };

/** The patterns that are switched on, of what a client says; hidden files are out anyway. */
export function excludedBy(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).filter(([glob, on]) => on === true && glob.length <= limits.length && !/(?:^|\/)\.[^/]*$/.test(glob)).map(([glob]) => glob).slice(0, limits.patterns);
}

/** Tells whether a path, or a folder on the way to it, fits one of the patterns. */
export function matcherOf(globs: readonly string[]): (path: string) => boolean {
  const patterns = globs.flatMap(glob => patternOf(glob) ?? []);
  if (patterns.length === 0) return () => false;
  return path => {
    for (let end = path.indexOf('/'); ; end = path.indexOf('/', end + 1)) {
      const step = end < 0 ? path : path.slice(0, end);
      if (patterns.some(pattern => pattern.test(step))) return true;
      if (end < 0) return false;
    }
  };
}

const pieces = /\*\*\/|\/\*\*$|\*\*|[*?{},]|\[[^\]]+\]|./gs;

function patternOf(glob: string): RegExp | null {
  let depth = 0;
  const source = glob.replace(/^\.?\//, '').replace(/\/$/, '').replace(pieces, piece => {
    switch (piece) {
      case '**/': return '(?:.*/)?';
      case '/**': return '(?:/.*)?';
      case '**': return '.*';
      case '*': return '[^/]*';
      case '?': return '[^/]';
      case '{': depth++; return '(?:';
      case '}': return depth > 0 && depth-- > 0 ? ')' : '\\}';
      case ',': return depth > 0 ? '|' : ',';
      default: return piece.length > 1 ? `[${piece.startsWith('[!') ? '^' : ''}${piece.slice(piece.startsWith('[!') ? 2 : 1, -1).replace(/[\\\]^]/g, '\\$&')}]` : piece.replace(/[\\^$.|+()[\]]/, '\\$&');
    }
  });
  try {
    return new RegExp(`^${source}$`, 'u');
  } catch {
    return null;
  }
}
