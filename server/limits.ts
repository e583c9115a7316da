/** What the editor shows at most. Each limit shortens one list and says so; `planwright check` shows everything. */
export const limits = {
  /** Findings of one code in one file. */
  diagnosticsPerCode: 100,
  /** Places that explain one finding. */
  relatedPlaces: 50,
  completionItems: 200,
  workspaceSymbols: 500,
  /** Plans read from the workspace's folders; open documents come on top. */
  files: 5000,
  /** Bytes of one plan read from the workspace's folders. */
  fileBytes: 2 * 1024 * 1024,
  /** Bytes of all plans read from the workspace's folders. */
  workspaceBytes: 64 * 1024 * 1024,
  /** Milliseconds to wait for the first listing of the workspace before open documents are analysed without it. */
  loading: 10_000,
} as const;
