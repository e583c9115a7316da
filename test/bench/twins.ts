/**
 * One plan in two languages: ours and TaskJuggler's. The calendar works round the clock, so that `duration` and `gapduration` there
 * and `d` here mean the same minutes, and the dates of both have to agree.
 */
import { seeded } from './measure.ts';

export interface Twins {
  readonly program: string;
  readonly tjp: string;
  /** Ids of the tasks, `w3.t17`, in both. */
  readonly ids: readonly string[];
}

/** A layered network like those that were measured before: 2 √n layers, about 2.5 links a task, 15 % of them with a lag. */
export function twins(size: number, seed = 1): Twins {
  const random = seeded(seed);
  const layers = Math.max(2, Math.round(2 * Math.sqrt(size)));
  const perLayer = Math.max(1, Math.ceil(size / layers));
  const ids = Array.from({ length: size }, (_, index) => `w${Math.floor(index / 50)}.t${index}`);
  const program: string[] = ['calendar always {', '  week mon-sun 00:00-24:00', '}', '', 'program bench "Benchmark" {', '  start 2026-01-05', '  as of 2026-01-05', '  calendar always'];
  const tjp: string[] = ['project bench "Benchmark" 2026-01-05 +30y {', '  timezone "UTC"', '}'];
  let open = -1;
  for (let index = 0; index < size; index++) {
    const group = Math.floor(index / 50);
    if (group !== open) {
      if (open >= 0) {
        program.push('  }');
        tjp.push('}');
      }
      open = group;
      program.push(`  workstream w${group} "Workstream ${group}" {`);
      tjp.push(`task w${group} "Workstream ${group}" {`);
    }
    const days = 1 + Math.floor(random() * 20);
    const layer = Math.floor(index / perLayer);
    const from = new Map<number, number>();
    if (layer > 0) {
      for (let count = 1 + Math.floor(random() * 4); count > 0; count--) {
        const back = Math.min(layer, 1 + Math.floor(random() * random() * 4));
        const predecessor = (layer - back) * perLayer + Math.floor(random() * perLayer);
        from.set(predecessor, random() < 0.15 ? 1 + Math.floor(random() * 5) : 0);
      }
    }
    const links = [...from];
    program.push(`    task t${index} "Task number ${index}" {`, `      estimate ${days}d`);
    if (links.length > 0) program.push(`      after ${links.map(([predecessor, lag]) => `${ids[predecessor] ?? ''}${lag > 0 ? ` + ${lag}d` : ''}`).join(', ')}`);
    program.push('    }');
    tjp.push(`  task t${index} "Task number ${index}" {`, `    duration ${days}d`);
    if (links.length > 0) tjp.push(`    depends ${links.map(([predecessor, lag]) => `${ids[predecessor] ?? ''}${lag > 0 ? ` { gapduration ${lag}d }` : ''}`).join(', ')}`);
    tjp.push('  }');
  }
  program.push('  }', '}', '');
  tjp.push('}', 'taskreport "dates" {', '  formats csv', '  columns id, start, end', '  timeformat "%Y-%m-%dT%H:%M"', '  hidetask ~isleaf()', '}', '');
  return { program: program.join('\n'), tjp: tjp.join('\n'), ids };
}
