import assert from 'node:assert/strict';
import { isLensPlaces, isLensSubject, mostLensPlaces } from '../../protocol/lens.ts';
import type { LensPlaces, LensSubject } from '../../protocol/lens.ts';

const subject: LensSubject = { uri: 'file:///a.program', kind: 'why', key: 'milestone:a.m' };
const at = { line: 1, character: 2 };
const place = { location: { uri: subject.uri, start: at, end: at }, name: 'm', detail: '' };
const places: LensPlaces = { title: 'What drives m', anchor: at, ordered: true, places: [place], more: 0 };

describe('messages of lenses', () => {
  it('of the protocol are taken', () => {
    assert.ok(isLensSubject(subject));
    assert.ok(isLensPlaces(places));
    assert.ok(isLensPlaces({ ...places, places: Array.from({ length: mostLensPlaces }, () => place) }));
  });
  it('that are none are refused, wherever the fault is', () => {
    for (const wrong of [null, [], {}, { ...subject, kind: 'delete' }, { ...subject, key: 7 }, { ...subject, uri: 'x'.repeat(5_000) }, { ...subject, command: 'x' }]) {
      assert.equal(isLensSubject(wrong), false, JSON.stringify(wrong).slice(0, 80));
    }
    for (const wrong of [
      null, { ...places, more: -1 }, { ...places, ordered: 1 }, { ...places, anchor: { line: 1 } }, { ...places, places: [{ ...place, name: 7 }] },
      { ...places, places: [{ ...place, location: { ...place.location, start: { line: -1, character: 0 } } }] },
      { ...places, places: Array.from({ length: mostLensPlaces + 1 }, () => place) },
    ]) assert.equal(isLensPlaces(wrong), false, JSON.stringify(wrong).slice(0, 80));
  });
});
