/** An answer to a sender: always plain text, always with the same words, since senders compare them. */
export interface Reply {
  status: number;
  body: string;
  /** Seconds, as in the header. */
  retryAfter?: number;
  allow?: string;
}

/**
 * The literal replies of Microsoft's connectors (`1` and the four of 400, 404), and sentences of our own where it had
 * none. Success never varies: in January 2023 another body than `1` broke senders (msteams-docs#7830).
 */
export const replies = {
  accepted: { status: 200, body: '1' },
  acceptedByWorkflows: { status: 202, body: '' },
  valid: { status: 200, body: '' },

  summaryOrTextRequired: { status: 400, body: 'Summary or Text is required.' },
  badPayload: { status: 400, body: 'Bad payload received by generic incoming webhook.' },
  emptyPayload: { status: 400, body: 'Invalid webhook request - Empty Payload' },
  getNotSupported: { status: 400, body: 'Invalid webhook request - GET not supported' },
  methodNotAllowed: { status: 405, body: 'Send the message with POST.', allow: 'POST, HEAD' },
  unsupportedEncoding: {
    status: 415,
    body: 'This Content-Encoding is not understood: send the body as it is, or with gzip, deflate or br.',
  },

  notVerified: {
    status: 401,
    body: 'The sender could not be verified: its secret or signature is not the one of this connection.',
  },
  notFound: { status: 404, body: 'Connector configuration not found' },
  removed: {
    status: 410,
    body: 'This connection was removed from its channel. Add the connector again and give its new webhook URL to this sender.',
  },
  recreated: {
    status: 410,
    body: 'This connection was recreated and has a new webhook URL. Ask an owner of the team for it and give it to this sender.',
  },
  urlEnded: {
    status: 410,
    body: 'This webhook URL has ended: the connection has a new one. Ask an owner of the team for it and give it to this sender.',
  },
  urlExpired: {
    status: 410,
    body: 'This webhook URL has ended and nobody has made a new one yet. Ask an owner of the team to choose "Update URL" in the connectors of the channel, and give the new URL to this sender.',
  },

  paused: {
    status: 403,
    body: "This connection is paused. Somebody who may manage the channel's connectors can resume it.",
  },
  switchedOffForOrganization: {
    status: 403,
    body: 'Connectors are switched off for this organization. An administrator can switch them on (ConnectorsEnabled, ConnectorsEnabledForTeams).',
  },
  switchedOffForGroup: {
    status: 403,
    body: "Connectors are switched off for this team's group. An administrator can switch them on (ConnectorsEnabled).",
  },

  channelFull: {
    status: 429,
    body: 'Too many messages already wait for this channel. Send fewer, or try again later.',
    retryAfter: 60,
  },
  storeCannotWrite: {
    status: 503,
    body: 'The message could not be stored, and nothing was posted. Try again later.',
    retryAfter: 10,
  },
  busy: {
    status: 503,
    body: 'Too many large messages come in at this moment, and nothing was posted. Try again later.',
    retryAfter: 10,
  },
  internalError: { status: 503, body: 'Something went wrong on our side. Try again later.', retryAfter: 10 },
} as const satisfies Record<string, Reply>;

export const tooLarge = (cap: number): Reply => ({
  status: 413,
  body: `The body is too large: this connector takes ${cap} bytes at most.`,
});

export const tooMany = (retryAfter: number): Reply => ({
  status: 429,
  body: 'This webhook URL is called far more often than a channel can take. Send fewer, or try again later.',
  retryAfter,
});
