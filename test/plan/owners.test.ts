import assert from 'node:assert/strict';
import { merge } from '../../language/plan/merge.ts';
import type { Activity, Person, Ref, Team } from '../../language/plan/model.ts';
import { ownerOf, ownerOfPart } from '../../language/plan/owners.ts';
import { element, part, program, span, task } from './elements.ts';

const ref = (key: string): Ref => ({ key, text: key, span });
const person = (name: string): Person => ({ ...element('person', name, 'a'), team: null, role: null, email: null, away: [], calendar: null });
const team = (name: string, lead: string | null): Team =>
  ({ ...element('team', name, 'a'), lead: lead === null ? null : ref(`person:${lead}`), size: null, capacity: [], interrupts: null, calendar: null });
const workstream = (id: string, more: Partial<Activity>): Activity =>
  ({ ...task(id, 'a'), ...element('workstream', id, 'a', 'program:atlas'), kind: 'workstream', program: 'atlas', summary: true, ...more });

const { plan } = merge([part('a', {
  programs: [program('atlas', 'a', { owner: ref('person:ana') })],
  people: [person('ana'), person('lee')],
  teams: [team('payments', 'lee'), team('leaderless', null)],
  activities: [
    workstream('atlas.api', { owner: ref('team:payments') }),
    task('atlas.api.inherits', 'a'),
    task('atlas.api.own', 'a', { owner: ref('person:ana') }),
    task('atlas.api.odd', 'a', { owner: ref('team:leaderless') }),
    workstream('atlas.free', {}),
    task('atlas.free.nobody', 'a'),
    task('atlas.api.own.inside', 'a', { parent: 'task:atlas.api.own' }),
  ],
})]);

function owner(id: string): string {
  const found = ownerOf(plan, plan.byKey.get(id)!);
  return found ? `${found.person?.name ?? '?'} by ${found.ref.text} of ${found.from.id}` : 'nobody';
}

describe('ownerOf', () => {
  it('is the element\'s own, and a team\'s lead answers for it', () => {
    assert.equal(owner('task:atlas.api.own'), 'ana by person:ana of atlas.api.own');
    assert.equal(owner('workstream:atlas.api'), 'lee by team:payments of atlas.api');
    assert.equal(owner('task:atlas.api.odd'), '? by team:leaderless of atlas.api.odd');
  });

  it('comes from the block around, up to the workstream, not from the program', () => {
    assert.equal(owner('task:atlas.api.inherits'), 'lee by team:payments of atlas.api');
    assert.equal(owner('task:atlas.api.own.inside'), 'ana by person:ana of atlas.api.own');
    assert.equal(owner('task:atlas.free.nobody'), 'nobody');
    assert.equal(owner('program:atlas'), 'ana by person:ana of atlas');
  });

  it('of a check or a step is its own, else that of the element that holds it', () => {
    const holder = plan.byKey.get('task:atlas.api.inherits')!;
    assert.equal(ownerOfPart(plan, holder, ref('person:ana'))!.person!.name, 'ana');
    assert.equal(ownerOfPart(plan, holder, null)!.person!.name, 'lee');
  });
});
