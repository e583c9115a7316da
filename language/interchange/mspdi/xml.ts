/** XML of a stranger as a plain tree of strings: bounded in size and depth, without document types, so without entities. */
import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** Characters of one file. Microsoft Project's own files with 10 000 tasks stay below a quarter of it. */
export const MAX_XML_LENGTH = 128 * 1024 * 1024;
const MAX_DEPTH = 64;

export type XmlNode = string | XmlElement | readonly XmlNode[];
export interface XmlElement { readonly [tag: string]: XmlNode | undefined }

/** Elements that hold nothing the plan needs, and most of the bytes. */
const skipped = new Set(['TimephasedData', 'Views', 'Filters', 'Groups', 'Tables', 'Maps', 'Reports', 'Drawings', 'DataLinks', 'VBAProjects']);

/** The document as `{ root: … }`, or why it cannot be read. Never throws. */
export function parseXml(text: string): { readonly value: XmlElement | null; readonly error: string | null } {
  if (text.length > MAX_XML_LENGTH) return failed(`the file has ${text.length} characters, and the limit is ${MAX_XML_LENGTH}`);
  // Microsoft Project writes no document type; one could only define entities, which expand without bound or read other files.
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) return failed('it declares a document type, which a plan does not need and which is not read');
  try {
    const valid = XMLValidator.validate(text);
    if (valid !== true) return failed(`${valid.err.msg} (line ${valid.err.line}, column ${valid.err.col})`);
    const parser = new XMLParser({
      ignoreAttributes: true,
      ignoreDeclaration: true,
      ignorePiTags: true,
      parseTagValue: false,
      removeNSPrefix: true,
      trimValues: true,
      // Without a document type there are only the predefined entities and characters by number: decoded below, each once.
      processEntities: false,
      maxNestedTags: MAX_DEPTH,
      updateTag: name => !skipped.has(name),
    });
    const tree: unknown = parser.parse(text);
    return isElement(tree) ? { value: tree, error: null } : failed('it is empty');
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}

function failed(error: string): { readonly value: null; readonly error: string } {
  // The parser may quote the whole document in its message.
  return { value: null, error: error.length > 160 ? `${error.slice(0, 160)}…` : error };
}

function isElement(node: unknown): node is XmlElement {
  return typeof node === 'object' && node !== null && !Array.isArray(node);
}

function own(parent: XmlElement, tag: string): XmlNode | undefined {
  return Object.hasOwn(parent, tag) ? parent[tag] : undefined;
}

/** The child elements of a tag, in order. */
export function children(parent: XmlElement | null, tag: string): readonly XmlElement[] {
  if (!parent) return [];
  const node = own(parent, tag);
  return (Array.isArray(node) ? node : [node]).filter(isElement);
}

export function child(parent: XmlElement | null, tag: string): XmlElement | null {
  return children(parent, tag)[0] ?? null;
}

/** The text of a child, or null where it is missing or empty. */
export function text(parent: XmlElement | null, tag: string): string | null {
  if (!parent) return null;
  const node = own(parent, tag);
  const first: unknown = Array.isArray(node) ? node[0] : node;
  return typeof first === 'string' && first !== '' ? decode(first) : null;
}

const predefined: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: '\'' };

function decode(value: string): string {
  if (!value.includes('&')) return value;
  return value.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return predefined[name.toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
