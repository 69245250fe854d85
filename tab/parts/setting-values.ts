import type { EventChoice, FieldProblem, SettingField, SettingValues } from '../../bot/api/contract.ts';

type Fields = readonly SettingField[];

/** What a new connection's form begins with: the defaults of its settings and the events that are on by default. */
export function initialValues(settings: Fields, events: readonly EventChoice[]): SettingValues {
  const values: SettingValues = {};
  for (const { id, default: value } of settings) if (value !== undefined) values[id] = value;
  if (events.length > 0) {
    values.events = events.filter(event => event.default).map(event => event.id);
    values.everything = false;
  }
  return values;
}

/**
 * What a form's values are to the service: a number as typed becomes a number, an empty one none, so that its default
 * counts. What is no number is sent as it is, for the service to say so at its field.
 */
export function settingsToSend(settings: Fields, values: SettingValues): SettingValues {
  const sent: SettingValues = { ...values };
  for (const { id, type } of settings) {
    const value = own(values, id);
    if (type !== 'number' || typeof value !== 'string') continue;
    const number = Number(value.trim().replace(',', '.'));
    sent[id] = value.trim() === '' ? null : Number.isNaN(number) ? value : number;
  }
  return sent;
}

/** A value as a text field shows it: a list one a line. */
export function textOf(values: SettingValues, id: string): string {
  const value = own(values, id);
  if (Array.isArray(value)) return value.join('\n');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

export function flagOf(values: SettingValues, id: string): boolean {
  return own(values, id) === true;
}

/** What is chosen of a list. */
export function chosenOf(values: SettingValues, id: string): string[] {
  const value = own(values, id);
  return Array.isArray(value) ? value.filter(one => typeof one === 'string') : [];
}

/** The list with one more or one less, in the order of the choices. */
export function toggled(choices: readonly string[], chosen: readonly string[], id: string, on: boolean): string[] {
  return choices.filter(choice => (choice === id ? on : chosen.includes(choice)));
}

/** What the service said of a field, such as `name` or `settings.secret`, and of what lies in it. */
export function problemAt(problems: readonly FieldProblem[], field: string): string | undefined {
  const found = problems.filter(problem => problem.field === field || problem.field.startsWith(`${field}.`));
  return found.length === 0 ? undefined : found.map(problem => problem.detail).join(' ');
}

/** A setting may be called `constructor`. */
function own(values: SettingValues, id: string): unknown {
  return Object.hasOwn(values, id) ? values[id] : undefined;
}
