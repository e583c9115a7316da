/** From the text of a Microsoft Project XML file to the text of a `.program` file. */
import type { ImportIssue, MsProject } from './model.ts';
import { readMspdi } from './read.ts';
import { writeProgram } from './write.ts';
import type { ImportedPlan } from './write.ts';

export interface Imported extends ImportedPlan { readonly project: MsProject }

/** Reads the XML and writes the plan. Null where the file is none of Microsoft Project; never throws. */
export function importMspdi(xml: string): { readonly value: Imported | null; readonly issues: readonly ImportIssue[] } {
  const { value: project, issues } = readMspdi(xml);
  if (!project) return { value: null, issues };
  const written = writeProgram(project);
  return { value: { ...written.value, project }, issues: [...issues, ...written.issues] };
}
