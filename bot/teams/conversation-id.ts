/** A channel's conversation id without the `;messageid=…` that names a thread: the form in which ids are stored. */
export function withoutMessageId(conversationId: string): string {
  return splitConversationId(conversationId).id;
}

/** Takes `19:…@thread.tacv2;messageid=123` apart. */
export function splitConversationId(conversationId: string): { id: string; messageId: string | undefined } {
  const [id = '', ...parameters] = conversationId.split(';');
  const messageId = parameters.find(parameter => parameter.startsWith('messageid='));
  return { id, messageId: messageId?.slice('messageid='.length) };
}
