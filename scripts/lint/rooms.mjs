// The room table of docs/architecture.md as a lint rule: the plan flows one way, and no room looks back.
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Rooms in the order of the flow; a room may import itself and what its row names. `types` may be imported as types only. */
export const table = {
  'protocol': { rooms: [], packages: [] },
  'language/syntax': { rooms: [], packages: ['langium'] },
  // Lowering reads values and places as the syntax room reads them: one reader for both.
  'language/plan': { rooms: [], types: ['language/syntax'], files: ['language/syntax/literals.ts', 'language/syntax/places.ts'], packages: [] },
  'language/schedule': { rooms: ['language/plan'], packages: [] },
  'language/forecast': { rooms: ['language/plan', 'language/schedule'], packages: [] },
  'language/health': { rooms: ['language/plan', 'language/schedule', 'language/forecast'], packages: [] },
  'language/checks': { rooms: ['language/plan', 'language/schedule', 'language/forecast', 'language/health'], packages: [] },
  // A refactoring changes the text that the author looks at, so it reads the tree as the syntax room does.
  'language/refactor': { rooms: ['language/plan', 'language/schedule', 'language/checks', 'language/syntax'], packages: ['langium'] },
  'language/history': { rooms: ['language/plan', 'language/schedule', 'language/forecast', 'language/health', 'language/checks'], packages: [] },
  'language/reports': { rooms: ['language/plan', 'language/schedule', 'language/forecast', 'language/health', 'language/checks', 'language/history'], packages: [] },
  'language/interchange': { rooms: ['language/plan', 'language/schedule', 'language/forecast', 'language/health', 'language/checks', 'language/history', 'language/reports'], packages: ['fast-xml-parser'] },
  'language/views': { rooms: ['language/plan', 'language/schedule', 'language/forecast', 'language/health', 'language/checks', 'language/history', 'language/reports'], types: ['protocol'], packages: ['d3-scale', 'd3-time'] },
  'language': { rooms: ['language/*'], packages: ['langium'] },
  'server': { rooms: ['language', 'protocol', 'language/syntax/generated'], packages: ['langium', 'vscode-languageserver', 'vscode-languageserver-types', 'vscode-languageserver-protocol', 'vscode-languageserver-textdocument', 'vscode-uri'], node: true },
  'client': { rooms: ['protocol'], packages: ['vscode', 'vscode-languageclient'], node: true },
  'webview': { rooms: ['protocol'], packages: ['@vscode/webview-ui-toolkit', 'd3-scale', 'd3-time'] },
  'cli': { rooms: ['language'], packages: [], node: true },
};

/** The room that a file of the project stands in: the longest matching row, or null for tests, scripts and docs. */
export function roomOf(file) {
  const relative = path.relative(root, file).split(path.sep).join('/');
  if (relative.startsWith('language/syntax/generated/')) return 'language/syntax/generated';
  return Object.keys(table).filter(room => relative.startsWith(room + '/')).sort((a, b) => b.length - a.length)[0] ?? null;
}

function allowedRoom(row, from, to, typeOnly) {
  if (to === from) return true;
  const matches = name => name === to || (name === 'language/*' && to.startsWith('language/')) || (name === 'language/syntax' && to === 'language/syntax/generated');
  if (from === 'language/syntax' && to === 'language/syntax/generated') return true;
  return row.rooms.some(matches) || (typeOnly && (row.types ?? []).some(matches));
}

export default {
  meta: {
    type: 'problem',
    docs: { description: 'A file imports only the rooms that docs/architecture.md allows its room.' },
    schema: [],
    messages: {
      room: 'The room {{from}} may not import {{to}} (docs/architecture.md).',
      package: 'The room {{from}} may not import the package {{to}} (docs/architecture.md).',
      door: 'Outside language/, import language/index.ts, not {{to}}.',
      toolkit: 'Only webview/shared/controls.ts may import @vscode/webview-ui-toolkit.',
    },
  },
  create(context) {
    const from = roomOf(context.filename);
    if (!from || !table[from]) return {};
    const row = table[from];
    const check = (node, source, typeOnly) => {
      if (typeof source !== 'string') return;
      if (source.startsWith('.')) {
        const target = path.resolve(path.dirname(context.filename), source);
        const to = roomOf(target);
        if (!to) return;
        if (row.files?.includes(path.relative(root, target).split(path.sep).join('/'))) return;
        if (!allowedRoom(row, from, to, typeOnly)) {
          const door = (row.rooms.includes('language')) && to.startsWith('language/');
          context.report({ node, messageId: door ? 'door' : 'room', data: { from, to } });
        } else if (to === 'language' && from !== 'language' && path.basename(target) !== 'index.ts') {
          context.report({ node, messageId: 'door', data: { from, to: source } });
        }
        return;
      }
      if (source.startsWith('node:')) {
        if (!row.node) context.report({ node, messageId: 'package', data: { from, to: source } });
        return;
      }
      const name = source.startsWith('@') ? source.split('/').slice(0, 2).join('/') : source.split('/')[0];
      if (!row.packages.includes(name) && !(from === 'language/plan' && typeOnly && name === 'langium')) {
        context.report({ node, messageId: 'package', data: { from, to: source } });
      }
      if (name === '@vscode/webview-ui-toolkit' && !context.filename.split(path.sep).join('/').endsWith('webview/shared/controls.ts')) {
        context.report({ node, messageId: 'toolkit' });
      }
    };
    return {
      ImportDeclaration: node => check(node, node.source.value, node.importKind === 'type'),
      ExportNamedDeclaration: node => node.source && check(node, node.source.value, node.exportKind === 'type'),
      ExportAllDeclaration: node => check(node, node.source.value, node.exportKind === 'type'),
      ImportExpression: node => check(node, node.source.value, false),
      TSImportType: node => check(node, node.source?.value ?? node.argument?.literal?.value, true),
    };
  },
};
