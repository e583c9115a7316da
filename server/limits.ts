import { limits as languageLimits } from '../language/index.ts';

/** What the editor reads and shows at most. Each limit shortens one thing and says so; `planwright check` shows every finding. */
export const limits = {
  /** Letters of one name. */
  nameLength: languageLimits.nameLength,
  /** Plans read from the workspace's folders; open documents come on top. */
  files: languageLimits.files,
  /** Bytes of one plan read from the workspace's folders: its letters, of three bytes each at most. */
  fileBytes: 3 * languageLimits.fileLength,
  /** Letters of all plans read from the workspace's folders. */
  workspaceLength: 64 * 1024 * 1024,
  /** Findings of one code in one file. */
  diagnosticsPerCode: 100,
  /** Places that explain one finding. */
  relatedPlaces: 50,
  /** Related places of all diagnostics of one file, shared evenly, each diagnostic having four at least: they are most of what is sent after an edit. */
  relatedPlacesOfFile: 400,
  completionItems: 200,
  workspaceSymbols: 500,
  /** Links of one file to addresses and to a tracker. */
  links: 2000,
  /** Documents whose last colours are kept, so that the next answer can be the difference. */
  colouredDocuments: 32,
  /** Milliseconds to wait for the first listing of the workspace before open documents are analysed without it. */
  loading: 10_000,
} as const;
