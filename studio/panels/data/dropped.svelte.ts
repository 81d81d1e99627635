/** Files that were dropped on the page and are meant for the data panel; it takes them, also when it opens only then. */
export const dropped = $state<{ files: readonly File[] }>({ files: [] });
