/**
 * Plans of any size, the same for the same seed: layered networks as programs have them. About `2 * sqrt(n)` layers, 2.46 predecessors for each
 * activity, a lag on 15 % of the links, ten tasks to a milestone, fifty to a workstream.
 */

export interface GenerateOptions {
  readonly seed?: number;
  /** All activities directly in the program, under plain names. */
  readonly flat?: boolean;
  /** Over how many files the workstreams are spread; the first declares the program. */
  readonly files?: number;
}

export interface PlanFile { readonly path: string; readonly text: string }

/** Uniform in [0, 1): mulberry32. */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const perWorkstream = 50;
const perMilestone = 10;
const units = ['d', 'd', 'd', 'h', 'w'] as const;

/** A plan of `n` tasks, with a milestone for every ten of them. */
export function generatePlan(n: number, { seed = 1, flat = false, files = 1 }: GenerateOptions = {}): PlanFile[] {
  const next = random(seed);
  const layers = Math.max(1, Math.round(2 * Math.sqrt(n)));
  const perLayer = Math.max(1, Math.ceil(n / layers));
  const name = (i: number): string => `t${i}`;
  const stream = (i: number): number => Math.floor(i / perWorkstream);
  const seen = (from: number, to: number): string => flat || stream(from) === stream(to) ? name(from) : `ws${stream(from)}.${name(from)}`;

  const task = (i: number, indent: string): string => {
    const layer = Math.floor(i / perLayer);
    const lines = [`estimate ${estimate(next)}`];
    const predecessors = new Set<number>();
    // Two or three, 2.46 on average, mostly from the layer before.
    for (let k = next() < 0.46 ? 3 : 2; k > 0 && layer > 0; k--) {
      const from = next() < 0.8 ? layer - 1 : Math.floor(next() * layer);
      predecessors.add(Math.min(i - 1, from * perLayer + Math.floor(next() * perLayer)));
    }
    for (const p of [...predecessors].sort((a, b) => a - b)) lines.push(`after ${seen(p, i)}${next() < 0.15 ? ` ${next() < 0.7 ? '+' : '-'} ${1 + Math.floor(next() * 3)}d` : ''}`);
    if (next() < 0.3) lines.push(`owner p${Math.floor(next() * 20)}`);
    return `${indent}task ${name(i)} "Task ${i} of layer ${layer}" {\n${lines.map(line => `${indent}  ${line}\n`).join('')}${indent}}\n`;
  };
  const milestone = (i: number, indent: string): string => {
    const last = Math.min(i + perMilestone, n);
    const after = Array.from({ length: last - i }, (_, k) => name(i + k)).join(', ');
    return `${indent}milestone m${Math.floor(i / perMilestone)} "Milestone ${Math.floor(i / perMilestone)}" { after ${after} }\n`;
  };
  const block = (from: number, to: number, indent: string): string => {
    let text = '';
    for (let i = from; i < to; i++) {
      text += task(i, indent);
      if (i % perMilestone === perMilestone - 1 || i === n - 1) text += milestone(i - (i % perMilestone), indent);
    }
    return text;
  };

  const people = Array.from({ length: 20 }, (_, i) => `person p${i} "Person ${i}" { team team${i % 4} }\n`).join('');
  const teams = Array.from({ length: 4 }, (_, i) => `team team${i} "Team ${i}" { lead p${i}  size 5 }\n`).join('');
  const head = `${teams}${people}\nprogram big "A generated program of ${n} tasks" {\n  start 2026-01-05\n`;
  if (flat) return [{ path: 'plan.program', text: `${head}${block(0, n, '  ')}}\n` }];

  const count = Math.ceil(n / perWorkstream);
  const streams = Array.from({ length: count }, (_, w) =>
    `  workstream ws${w} "Workstream ${w}" {\n    owner team${w % 4}\n${block(w * perWorkstream, Math.min((w + 1) * perWorkstream, n), '    ')}  }\n`);
  const share = Math.ceil(count / Math.max(1, files));
  return Array.from({ length: Math.min(files, count) }, (_, f) => {
    const own = streams.slice(f * share, (f + 1) * share).join('');
    return f === 0 ? { path: 'plan.program', text: `${head}${own}}\n` } : { path: `part-${f}.program`, text: `part of big\n\n${own}` };
  }).filter((file, f) => f === 0 || file.text.includes('workstream'));
}

function estimate(next: () => number): string {
  const unit = units[Math.floor(next() * units.length)]!;
  const likely = 1 + Math.floor(next() * (unit === 'w' ? 2 : 10));
  if (next() < 0.6) return `${likely}${unit}`;
  return `${Math.max(1, likely - 1)}${unit}..${likely}${unit}..${likely * 2}${unit}`;
}
