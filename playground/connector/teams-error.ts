/** What a request did wrong, kept in the record: a rule's name and what was seen. */
export type Violation = { rule: string; message: string };

/** A refusal as Teams words it: `{"error": {"code", "message"}}` with its status. */
export class TeamsError extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Record<string, string>;
  readonly violations: Violation[];

  constructor(
    status: number,
    code: string,
    message: string,
    more: { headers?: Record<string, string>; violations?: Violation[] } = {},
  ) {
    super(message);
    this.name = 'TeamsError';
    this.status = status;
    this.code = code;
    this.headers = more.headers ?? {};
    this.violations = more.violations ?? [];
  }
}

// Codes and statuses: Microsoft Learn, "Send and receive messages", table "Status codes from bot conversational APIs".

export const badSyntax = (message: string, rule = 'schema'): TeamsError =>
  new TeamsError(400, 'BadSyntax', message, { violations: [{ rule, message }] });

export const badArgument = (message: string): TeamsError =>
  new TeamsError(400, 'Bad Argument', message, { violations: [{ rule: 'argument', message }] });

export const unauthorized = (): TeamsError =>
  new TeamsError(401, 'Unauthorized', 'Authorization has been denied for this request.');

export const botNotInRoster = (): TeamsError =>
  new TeamsError(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.');

export const notEnoughPermissions = (): TeamsError =>
  new TeamsError(403, 'NotEnoughPermissions', 'The bot may change only what it posted itself.');

export const conversationNotFound = (): TeamsError =>
  new TeamsError(404, 'ConversationNotFound', 'Conversation not found.');

export const activityNotFound = (): TeamsError =>
  new TeamsError(404, 'ActivityNotFoundInConversation', 'The activity was not found in the conversation.');

export const memberNotFound = (): TeamsError =>
  new TeamsError(404, 'MemberNotFoundInConversation', 'The member was not found in the conversation.');

export const messageTooBig = (bytes: number, limit: number): TeamsError => {
  const message = `Message size too large: ${bytes} bytes in UTF-16, the limit is ${limit}.`;
  return new TeamsError(413, 'MessageSizeTooBig', message, { violations: [{ rule: 'size', message }] });
};

export const throttled = (seconds: number): TeamsError =>
  new TeamsError(429, 'Throttled', 'Too many requests.', {
    headers: { 'retry-after': String(seconds) },
    violations: [{ rule: 'rate', message: `More requests than Teams takes; the next is due in ${seconds} s.` }],
  });
