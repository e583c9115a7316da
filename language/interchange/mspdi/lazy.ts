/** The importer behind a promise, so that nothing else loads an XML parser. */
import type { Schedule } from '../../schedule/model.ts';
import { differences as compareDates } from './compare.ts';
import type { DateDifference } from './compare.ts';
import type { Imported } from './import.ts';
import type { ImportIssue } from './model.ts';
export { decodeXml } from './decode.ts';

/** Reads the XML and writes the plan. Null where the file is none of Microsoft Project; never rejects for what is in it. */
export async function importMspdi(xml: string): Promise<{ readonly value: Imported | null; readonly issues: readonly ImportIssue[] }> {
  const { importMspdi: read } = await import('./import.ts');
  return read(xml);
}

/** The tasks whose dates in the new schedule are not those that the file stores. */
export function differences(imported: Imported, schedule: Schedule): { readonly compared: number; readonly value: readonly DateDifference[] } {
  return compareDates(imported.project, imported.ids, schedule);
}
