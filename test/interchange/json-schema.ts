/** As much of JSON Schema 2020-12 as docs/export-schema.json uses: whatever else a schema says is an error here. */

interface Schema { readonly [keyword: string]: unknown }

const known = new Set(['$schema', '$defs', '$ref', 'title', 'description', 'type', 'properties', 'required', 'additionalProperties', 'items', 'enum', 'const', 'oneOf', 'pattern', 'minimum', 'maximum']);

/** What is wrong with a value, by its path; nothing where it is valid. */
export function violations(value: unknown, root: Schema): readonly string[] {
  const found: string[] = [];
  const visit = (node: unknown, schema: Schema, path: string, into: string[]): void => {
    for (const keyword of Object.keys(schema)) if (!known.has(keyword)) throw new Error(`The validator does not know ${keyword}.`);
    const reference = schema['$ref'];
    if (typeof reference === 'string') {
      const target = (root['$defs'] as Record<string, Schema>)[reference.replace('#/$defs/', '')];
      if (!target) throw new Error(`There is no ${reference}.`);
      visit(node, target, path, into);
    }
    const types = [schema['type'] ?? []].flat();
    if (types.length > 0 && !types.some(type => isType(node, String(type)))) into.push(`${path}: ${JSON.stringify(node)?.slice(0, 80)} is no ${types.join(' or ')}`);
    if ('const' in schema && node !== schema['const']) into.push(`${path}: ${JSON.stringify(node)} is not ${JSON.stringify(schema['const'])}`);
    if (Array.isArray(schema['enum']) && !schema['enum'].includes(node)) into.push(`${path}: ${JSON.stringify(node)} is none of ${JSON.stringify(schema['enum'])}`);
    if (typeof schema['pattern'] === 'string' && typeof node === 'string' && !new RegExp(schema['pattern'], 'u').test(node)) into.push(`${path}: ${node} does not match ${schema['pattern']}`);
    if (typeof schema['minimum'] === 'number' && typeof node === 'number' && node < schema['minimum']) into.push(`${path}: ${node} is too small`);
    if (typeof schema['maximum'] === 'number' && typeof node === 'number' && node > schema['maximum']) into.push(`${path}: ${node} is too large`);
    if (Array.isArray(schema['oneOf'])) {
      const fitting = (schema['oneOf'] as Schema[]).filter(option => { const wrong: string[] = []; visit(node, option, path, wrong); return wrong.length === 0; });
      if (fitting.length !== 1) into.push(`${path}: ${JSON.stringify(node)?.slice(0, 80)} fits ${fitting.length} of the alternatives`);
    }
    if (Array.isArray(node)) {
      const { items } = schema;
      if (items) node.forEach((item, index) => visit(item, items as Schema, `${path}[${index}]`, into));
    } else if (typeof node === 'object' && node !== null && 'properties' in schema) {
      const properties = schema['properties'] as Record<string, Schema>;
      for (const name of (schema['required'] ?? []) as string[]) if (!Object.hasOwn(node, name)) into.push(`${path}: ${name} is missing`);
      for (const [name, own] of Object.entries(node)) {
        const property = properties[name];
        if (property) visit(own, property, `${path}.${name}`, into);
        else if (schema['additionalProperties'] === false) into.push(`${path}: ${name} is not in the schema`);
      }
    }
  };
  visit(value, root, '$', found);
  return found;
}

function isType(value: unknown, type: string): boolean {
  switch (type) {
    case 'null': return value === null;
    case 'array': return Array.isArray(value);
    case 'object': return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'integer': return Number.isInteger(value);
    default: return typeof value === type;
  }
}
