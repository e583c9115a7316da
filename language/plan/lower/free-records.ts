/** Records of language.md section 7: kept as written, for whoever knows their word. */
import type * as ast from '../../syntax/generated/ast.ts';
import type { Criterion } from '../model.ts';
import type { Field, FreeRecord } from '../records.ts';
import type { Lowering, Within } from './context.ts';
import { elementOf } from './common.ts';
import { criteriaOf } from './criteria.ts';
import { firstWordOf, spanOf, valueSpanOf } from './spans.ts';
import { looseValue } from './values.ts';

export function lowerFreeRecord(context: Lowering, node: ast.FreeRecord, within: Within): FreeRecord {
  const criteria = criteriaOf(context, node.members);
  const fields = fieldsOf(context, node.members, '');
  if (criteria.length > 0) fields.push(acceptField(node, criteria));
  const record: FreeRecord = { ...elementOf(context, node, 'record', within, node.word), word: node.word, fields };
  context.lists.records.push(record);
  return record;
}

/** The fields of a body; a field inside another is called by both words: `window start`. */
function fieldsOf(context: Lowering, members: readonly ast.FreeMember[], outer: string): Field[] {
  const fields: Field[] = [];
  for (const line of members) {
    if (line.$type !== 'FreeLine' || line.word === undefined) continue;
    const word = outer === '' ? line.word : `${outer} ${line.word}`;
    fields.push(fieldOf(context, line, word), ...fieldsOf(context, line.members, word));
  }
  return fields;
}

function fieldOf(context: Lowering, line: ast.FreeLine, word: string): Field {
  const field = { texts: [], words: [], dates: [], ranges: [], durations: [], numbers: [] } as Omit<Mutable<Field>, 'word' | 'criteria' | 'span'>;
  for (const item of line.values) {
    if (item.text !== undefined) field.texts.push({ value: item.text, span: valueSpanOf(item, 'text') });
    else if (item.name !== undefined) field.words.push({ value: item.name, span: valueSpanOf(item, 'name') });
    else if (item.value !== undefined) {
      const value = looseValue(context, item, 'value', item.value);
      if (value?.date) field.dates.push(value.date);
      else if (value?.range) field.ranges.push(value.range);
      else if (value?.duration) field.durations.push(value.duration);
      else if (value?.number) field.numbers.push(value.number);
      else field.words.push({ value: item.value, span: valueSpanOf(item, 'value') });
    }
  }
  return { word, ...field, criteria: criteriaOf(context, line.members), span: spanOf(line) };
}

function acceptField(node: ast.FreeRecord, criteria: readonly Criterion[]): Field {
  const first = criteria[0]?.span ?? firstWordOf(node);
  return { word: 'accept', texts: [], words: [], dates: [], ranges: [], durations: [], numbers: [], criteria, span: first };
}

type Mutable<T> = { -readonly [Name in keyof T]: T[Name] extends readonly (infer Item)[] ? Item[] : T[Name] };
