/** Files that were dropped somewhere else on the page and are meant for the Data panel; it takes them when it opens. */
export const dropped = $state<{ files: readonly File[] }>({ files: [] });
