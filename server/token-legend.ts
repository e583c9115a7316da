/** The words of semantic colouring. The standard ones have a colour in every theme; all modifiers but the first are declared in package.json. */
export const tokenTypes = ['namespace', 'class', 'function', 'struct', 'type', 'interface', 'method', 'enumMember'] as const;
export const tokenModifiers = ['declaration', 'critical', 'done', 'late', 'atRisk'] as const;
