/** Writes docs/checks.md from the registry: `node scripts/docs/checks.ts`. A test holds the two equal. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { severityOf } from '../../language/checks/check.ts';
import { rules } from '../../language/checks/registry.ts';
import type { Rule, Theme } from '../../language/checks/rule.ts';
import { builtInPolicies } from '../../language/plan/policy.ts';
import type { BuiltInPolicy } from '../../language/plan/policy.ts';

const profiles: readonly BuiltInPolicy[] = ['startup', 'enterprise', 'regulated'];

/** The page about every finding, as Markdown. */
export function checksPage(): string {
  const themes = [...new Set(rules.map(rule => rule.theme))];
  return `${[
    '# Checks',
    '',
    '<!-- Written by scripts/docs/checks.ts from the registry of checks. Do not edit. -->',
    '',
    'Every finding has a code that stays the same, a reason, and a severity that a policy or a setting can change:',
    '',
    '```program',
    'policy ours extends enterprise {',
    '  severity missing-owner warning   severity critical-activity off',
    '}',
    'program atlas { policy ours }',
    '```',
    '',
    'A finding that is right and known is silenced in place, with a reason: `// allow code: reason` on its own line, or alone on a line for the',
    'statement that follows. `until 2026-06-30` after the reason lets it end. A comment that silences nothing is a finding itself.',
    '',
    'The three columns are the built-in policies. Without `policy`, `startup` applies.',
    '',
    ...themes.flatMap(theme => [
      `**${theme}**`, '',
      '| code | startup | enterprise | regulated | says |', '|---|---|---|---|---|',
      ...ofTheme(theme).map(rule => `| [\`${rule.code}\`](#${rule.code}) | ${severities(rule).join(' | ')} | ${rule.title} |`),
      '',
    ]),
    ...themes.flatMap(theme => [`## ${theme}`, '', ...ofTheme(theme).flatMap(section)]),
  ].join('\n').trimEnd()}\n`;
}

function ofTheme(theme: Theme): readonly Rule[] {
  return rules.filter(rule => rule.theme === theme);
}

function severities(rule: Rule): readonly string[] {
  return profiles.map(profile => severityOf(rule, builtInPolicies[profile]));
}

function section(rule: Rule): readonly string[] {
  const levels = severities(rule);
  const severity = levels.every(level => level === levels[0]) ? `**${levels[0]}**` : profiles.map((profile, at) => `**${levels[at]}** (${profile})`).join(', ');
  return [
    `### ${rule.code}`, '',
    `${rule.title}: ${severity}.`, '',
    rule.explanation, '',
    `*Why:* ${rule.reason}`, '',
    ...(rule.example === '' ? [] : ['```program', rule.example, '```', '', 'Without the finding:', '', '```program', rule.fixed, '```', '']),
    ...(rule.fix === undefined ? [] : ['A quick fix is offered.', '']),
  ];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(new URL('../../docs/checks.md', import.meta.url), checksPage());
}
