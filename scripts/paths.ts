/** Where things of this repository stand; every script and workbench test starts from here, never from the working directory. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Ignored by git: the real VS Code, its profiles and its logs; the folder that `@vscode/test-electron` uses as well. */
export const cache = path.join(root, '.vscode-test');

/** Ignored by git: what a run leaves for people to look at. */
export const artifacts = path.join(root, 'artifacts');

export const examples = path.join(root, 'examples');
