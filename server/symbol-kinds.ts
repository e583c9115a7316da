import { SymbolKind } from 'vscode-languageserver';

const kinds: Partial<Record<string, SymbolKind>> = {
  program: SymbolKind.Package,
  workstream: SymbolKind.Module,
  task: SymbolKind.Function,
  milestone: SymbolKind.Event,
  gate: SymbolKind.Boolean,
  release: SymbolKind.Constant,
  dependency: SymbolKind.Interface,
  calendar: SymbolKind.Struct,
  team: SymbolKind.Class,
  person: SymbolKind.Variable,
  policy: SymbolKind.Namespace,
  outcome: SymbolKind.Number,
  report: SymbolKind.File,
  baseline: SymbolKind.File,
  check: SymbolKind.Property,
  option: SymbolKind.EnumMember,
  step: SymbolKind.Method,
};

/** The icon of a kind of declaration; records share one. */
export function symbolKind(kind: string): SymbolKind {
  return kinds[kind] ?? SymbolKind.Object;
}
