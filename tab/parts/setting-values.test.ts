import assert from 'node:assert/strict';
import type { SettingField } from '../../bot/api/contract.ts';
import { chosenOf, flagOf, initialValues, problemAt, settingsToSend, textOf, toggled } from './setting-values.ts';

const field = (id: string, type: SettingField['type'], more: Partial<SettingField> = {}): SettingField => ({
  id,
  type,
  label: id,
  hint: null,
  required: false,
  ...more,
});

const settings = [
  field('interval', 'number', { default: 15 }),
  field('quiet', 'flag', { default: false }),
  field('secret', 'secret'),
];
const events = [
  { id: 'push', name: 'Pushes', default: true },
  { id: 'star', name: 'Stars', default: false },
];

describe('the values of a settings form', () => {
  it('begin with the defaults', () => {
    assert.deepEqual(initialValues(settings, events), {
      interval: 15,
      quiet: false,
      events: ['push'],
      everything: false,
    });
  });

  it('say nothing of events where there are none', () => {
    assert.deepEqual(initialValues(settings, []), { interval: 15, quiet: false });
  });

  it('are sent with numbers as numbers, and none for an empty field', () => {
    assert.deepEqual(settingsToSend(settings, { interval: ' 20 ' }), { interval: 20 });
    assert.deepEqual(settingsToSend(settings, { interval: '2,5' }), { interval: 2.5 });
    assert.deepEqual(settingsToSend(settings, { interval: '' }), { interval: null });
    assert.deepEqual(settingsToSend(settings, { interval: 15, secret: '5' }), { interval: 15, secret: '5' });
  });

  it('are sent as typed where they are no number, so that the service says it at the field', () => {
    assert.deepEqual(settingsToSend(settings, { interval: 'often' }), { interval: 'often' });
  });

  it('are shown as text, lists one a line, numbers as they were', () => {
    assert.equal(textOf({ repositories: ['a/*', 'b'] }, 'repositories'), 'a/*\nb');
    assert.equal(textOf({ interval: 15 }, 'interval'), '15');
    assert.equal(textOf({}, 'constructor'), '');
  });

  it('are flags and lists only where they are', () => {
    assert.equal(flagOf({ quiet: 'true' }, 'quiet'), false);
    assert.deepEqual(chosenOf({ events: ['push', 7] }, 'events'), ['push']);
    assert.deepEqual(chosenOf({ events: 'push' }, 'events'), []);
  });

  it('keep the order of the choices, whatever the order of choosing', () => {
    assert.deepEqual(toggled(['a', 'b', 'c'], ['c'], 'a', true), ['a', 'c']);
    assert.deepEqual(toggled(['a', 'b', 'c'], ['a', 'c'], 'a', false), ['c']);
  });
});

describe('the problem of a field', () => {
  const problems = [
    { field: 'settings.events.3', detail: 'One of these cannot be chosen.' },
    { field: 'settings.secretary', detail: 'No.' },
  ];

  it('is what was said of it, or of what lies in it', () => {
    assert.equal(problemAt(problems, 'settings.events'), 'One of these cannot be chosen.');
  });

  it('is not that of a field whose name begins the same', () => {
    assert.equal(problemAt(problems, 'settings.secret'), undefined);
  });
});
