/** Findings for programs: JSON, GitHub's workflow commands and SARIF 2.1.0. */
import type { Severity } from '../checks/finding.ts';
import type { LocatedFinding } from './places.ts';

/** `check --format json`, version 1. Fields are only ever added within a version. */
export function findingsToJson(findings: readonly LocatedFinding[]): string {
  const rows = findings.map(({ code, severity, message, file, line, column, endLine, endColumn, related }) => ({
    code, severity, message, file, line, column, endLine, endColumn,
    related: related.map(place => ({ message: place.message, file: place.file, line: place.line, column: place.column })),
  }));
  return `${JSON.stringify({ version: 1, findings: rows }, null, 2)}\n`;
}

const githubLevels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', information: 'notice', hint: 'notice' };

/**
 * One workflow command a finding, which GitHub Actions shows beside the changed lines.
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function findingsToGithub(findings: readonly LocatedFinding[]): string {
  return findings.map(finding => {
    const properties = {
      file: finding.file,
      line: String(finding.line),
      // A column range is allowed within one line only; GitHub counts the last column in.
      ...finding.endLine === finding.line
        ? { col: String(finding.column), endColumn: String(Math.max(finding.column, finding.endColumn - 1)) }
        : { endLine: String(finding.endLine) },
      title: finding.code,
    };
    const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(value)}`).join(',');
    return `::${githubLevels[finding.severity]} ${list}::${escapeData(finding.message)}\n`;
  }).join('');
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

const sarifLevels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', information: 'note', hint: 'note' };

export interface SarifTool {
  readonly version: string;
  /** One line on what each code means, where known. */
  readonly rules: ReadonlyMap<string, string>;
}

/** A SARIF 2.1.0 log with one run. Files are relative to `%SRCROOT%`, the directory in which the command ran. */
export function findingsToSarif(findings: readonly LocatedFinding[], tool: SarifTool): string {
  const codes = [...new Set(findings.map(finding => finding.code))].sort();
  const position = new Map(codes.map((code, index) => [code, index]));
  const artifact = (file: string): object => ({ uri: fileUri(file), ...isRelative(file) ? { uriBaseId: '%SRCROOT%' } : {} });
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: {
        driver: {
          name: 'planwright',
          version: tool.version,
          rules: codes.map(code => ({ id: code, shortDescription: { text: tool.rules.get(code) ?? code } })),
        },
      },
      columnKind: 'utf16CodeUnits',
      results: findings.map(finding => ({
        ruleId: finding.code,
        ruleIndex: position.get(finding.code),
        level: sarifLevels[finding.severity],
        message: { text: finding.message },
        locations: [{
          physicalLocation: {
            artifactLocation: artifact(finding.file),
            region: { startLine: finding.line, startColumn: finding.column, endLine: finding.endLine, endColumn: finding.endColumn },
          },
        }],
        relatedLocations: finding.related.map((place, id) => ({
          id,
          message: { text: place.message },
          physicalLocation: { artifactLocation: artifact(place.file), region: { startLine: place.line, startColumn: place.column } },
        })),
      })),
    }],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function isRelative(file: string): boolean {
  return !file.startsWith('/') && !/^[A-Z][A-Z\d+.-]*:/i.test(file);
}

function fileUri(file: string): string {
  if (/^[A-Z][A-Z\d+.-]+:/i.test(file)) return file;
  const path = file.split('/').map(encodeURIComponent).join('/');
  return isRelative(file) ? path : `file://${/^[A-Z]:/i.test(file) ? '/' : ''}${path}`;
}
