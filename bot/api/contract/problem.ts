/** Why something was refused, for people; `fields` names what to mend in a form. */
export interface Problem {
  status: number;
  code: ProblemCode;
  /** One sentence or two: what is wrong, and what to do. */
  detail: string;
  fields?: FieldProblem[];
}

/** `field` is a path of the request, such as `name` or `settings.secret`. */
export interface FieldProblem {
  field: string;
  detail: string;
}

export type ProblemCode =
  | 'not-signed-in'
  | 'other-tenant'
  | 'no-access'
  | 'may-not-change'
  | 'not-administrator'
  | 'directory-unavailable'
  | 'sign-on-unavailable'
  | 'not-found'
  | 'channel-not-found'
  | 'connection-not-found'
  | 'connector-not-found'
  | 'connector-refused'
  | 'connectors-off'
  | 'no-webhook-url'
  | 'nothing-to-replay'
  | 'not-possible'
  | 'being-replaced'
  | 'url-generations-used-up'
  | 'url-transition-open'
  | 'no-url-transition'
  | 'url-epochs-used-up'
  | 'changed-meanwhile'
  | 'if-match-missing'
  | 'method-not-allowed'
  | 'not-json'
  | 'not-valid'
  | 'too-large'
  | 'foreign-origin'
  | 'store-unavailable'
  | 'internal';
