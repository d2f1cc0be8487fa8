interface Known {
  getModuleInfo(id: string): { readonly importers: readonly string[] } | null;
}

/**
 * Puts into one file `entry`, all that it imports, and what that imports in turn. Left alone the bundler makes a file of every set of
 * modules that the same parts of the page share, and many small files compress badly.
 */
export function together(entry: string): { debugName: string; name: (id: string, known: Known) => string | null } {
  const answers = new Map<string, boolean>();
  const imported = (id: string, known: Known): boolean => {
    const answered = answers.get(id);
    if (answered !== undefined) return answered;
    answers.set(id, false); // for a circle that leads back here
    const answer = id.endsWith(entry) || known.getModuleInfo(id)?.importers.some((importer) => imported(importer, known)) || false;
    answers.set(id, answer);
    return answer;
  };
  return { debugName: entry, name: (id, known) => (imported(id, known) ? "start" : null) };
}
