/** The plans of the workspace's folders: from the disk where the server sees it, else through the client. */
import type { FileSystemNode, FileSystemProvider, URI } from 'langium';
import type { Connection } from 'vscode-languageserver';
import { isListFilesResult, isReadFilesResult, listFilesMethod, readFilesMethod } from '../protocol/workspace.ts';
import type { FileText, ListFilesParams, ReadFilesParams } from '../protocol/workspace.ts';
import { limits } from './limits.ts';
import { isPlanOf } from './plan-files.ts';
import type { PlanFiles, Runtime } from './runtime.ts';
import { normalUri } from './uris.ts';

/** Plans read through requests to the client. */
export function clientFiles(connection: Pick<Connection, 'sendRequest'>): PlanFiles {
  return {
    async list(folders, limit) {
      const params: ListFilesParams = { folders, limit };
      const answer: unknown = await connection.sendRequest(listFilesMethod, params);
      return isListFilesResult(answer) ? answer : { uris: [], truncated: false };
    },
    async read(uris, maxBytes) {
      const params: ReadFilesParams = { uris, maxBytes };
      const answer: unknown = await connection.sendRequest(readFilesMethod, params);
      return isReadFilesResult(answer) ? answer.files : uris.map(uri => ({ uri, text: null }));
    },
  };
}

export interface WorkspaceFiles {
  /** What Langium reads through: a text that `fetch` has fetched, or one that is fetched now. */
  readonly provider: FileSystemProvider;
  /** Normal URIs of the plans below the folders, which are normal URIs themselves. */
  list(folders: readonly string[]): Promise<readonly string[]>;
  /** The same of some folders inside of the workspace. */
  below(folders: readonly string[]): Promise<readonly string[]>;
  /** Reads ahead what the next build will ask for, and forgets what is gone. */
  fetch(changed: readonly string[], deleted: readonly string[]): Promise<void>;
  /** Drops what was fetched and not asked for. */
  forget(): void;
  /** A sentence for each limit that is hit. */
  limitsHit(): readonly string[];
}

/** Files are asked for in groups: few round trips to the client, and no message of boundless size. */
const groupSize = 100;

export function createWorkspaceFiles(runtime: Pick<Runtime, 'disk'>, client: PlanFiles | null, maxBytes: number): WorkspaceFiles {
  const fetched = new Map<string, string>();
  const leftOut = new Set<string>();
  const sizes = new Map<string, number>();
  let truncated = false;

  const sourceOf = (uri: string): PlanFiles | null => (uri.startsWith('file:') && runtime.disk ? runtime.disk : client);

  async function readAll(uris: readonly string[]): Promise<FileText[]> {
    const texts: FileText[] = [];
    for (const source of new Set([runtime.disk, client])) {
      const own = uris.filter(uri => source !== null && sourceOf(uri) === source);
      for (let at = 0; source && at < own.length; at += groupSize) {
        texts.push(...await source.read(own.slice(at, at + groupSize), maxBytes));
      }
    }
    return texts;
  }

  async function listAll(folders: readonly string[]): Promise<{ readonly uris: readonly string[]; readonly truncated: boolean }> {
    const uris = new Set<string>();
    let truncated = false;
    for (const source of new Set([runtime.disk, client])) {
      const own = folders.filter(folder => source !== null && sourceOf(folder) === source);
      if (!source || own.length === 0) continue;
      const listed = await source.list(own, limits.files);
      truncated ||= listed.truncated;
      for (const uri of listed.uris.map(normalUri)) if (isPlanOf(own, uri)) uris.add(uri);
    }
    return { uris: [...uris], truncated };
  }

  async function readFile(uri: URI): Promise<string> {
    const key = uri.toString();
    const text = fetched.get(key) ?? (await readAll([key]))[0]?.text ?? '';
    fetched.delete(key);
    return text;
  }

  return {
    provider: planFileSystem(readFile),
    async list(folders) {
      const all = await listAll(folders);
      truncated = all.truncated || all.uris.length > limits.files;
      return all.uris.slice(0, limits.files);
    },
    below: async folders => (await listAll(folders)).uris,
    async fetch(changed, deleted) {
      for (const uri of [...changed, ...deleted]) {
        sizes.delete(uri);
        leftOut.delete(uri);
      }
      let total = 0;
      for (const size of sizes.values()) total += size;
      for (const { uri, text } of await readAll(changed)) {
        total += text?.length ?? 0;
        const fits = text !== null && total <= limits.workspaceLength;
        if (fits) sizes.set(uri, text.length);
        else leftOut.add(uri);
        fetched.set(uri, fits ? text : '');
      }
    },
    forget: () => fetched.clear(),
    limitsHit() {
      const sentences: string[] = [];
      if (truncated) sentences.push(`The workspace has more than ${limits.files} plans; the rest is read when it is opened.`);
      const one = leftOut.size === 1;
      if (leftOut.size > 0) sentences.push(`${leftOut.size} ${one ? 'plan' : 'plans'} of the workspace ${one ? 'is' : 'are'} too large or unreadable and left out.`);
      return sentences;
    },
  };
}

/** The narrow part of a file system that building documents uses; folders are listed by `list`, never by Langium. */
function planFileSystem(readFile: (uri: URI) => Promise<string>): FileSystemProvider {
  const absent = (): never => {
    throw new Error('Plans are read asynchronously and as text.');
  };
  const node = (uri: URI): FileSystemNode => ({ isFile: true, isDirectory: false, uri });
  return {
    stat: uri => Promise.resolve(node(uri)),
    statSync: node,
    exists: () => Promise.resolve(true),
    existsSync: () => true,
    readBinary: async uri => new TextEncoder().encode(await readFile(uri)),
    readBinarySync: absent,
    readFile,
    readFileSync: absent,
    readDirectory: () => Promise.resolve([]),
    readDirectorySync: () => [],
  };
}
