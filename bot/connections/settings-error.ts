/**
 * What is wrong with a value.
 *
 * - `unknown-setting`: the connector has no such setting
 * - `unknown-choice`: not among the events or the choices
 * - `invalid`: of another type, or with characters that it cannot have
 * - `not-an-address`: no http or https URL
 */
export type SettingFault =
  | 'unknown-setting'
  | 'unknown-choice'
  | 'required'
  | 'invalid'
  | 'too-long'
  | 'too-many'
  | 'out-of-range'
  | 'not-an-address';

export interface SettingProblem {
  /** The setting's id, or `events` or `everything`. */
  setting: string;
  fault: SettingFault;
  /** A sentence for people; it does not repeat what was entered. */
  message: string;
}

/** Everything that is wrong with the settings that somebody entered. */
export class SettingsError extends Error {
  override name = 'SettingsError';
  readonly problems: readonly SettingProblem[];

  constructor(problems: readonly SettingProblem[]) {
    super(problems.map(({ setting, message }) => `${setting}: ${message}`).join('\n'));
    this.problems = problems;
  }
}
