import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { type Sent, verifySent } from '../../../test/support/sender-request.ts';
import { verification } from '../format/verification.ts';

interface Example {
  service: string;
  format: object;
  sent: Sent & { secret: string };
  /** The header of the signature. */
  header: string;
}

const hex = { kind: 'hmac', algorithm: 'sha256', encoding: 'hex' };

/** Documented by the services where that is said; the others were made with OpenSSL. */
const examples: Example[] = [
  {
    service: 'GitHub (its documentation)',
    format: { ...hex, header: 'X-Hub-Signature-256', prefix: 'sha256=' },
    header: 'X-Hub-Signature-256',
    sent: {
      secret: "It's a Secret to Everybody",
      body: 'Hello, World!',
      headers: { 'X-Hub-Signature-256': 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17' },
    },
  },
  {
    service: 'Jira (its documentation)',
    format: { ...hex, header: 'X-Hub-Signature', prefix: 'sha256=' },
    header: 'X-Hub-Signature',
    sent: {
      secret: "It's a Secret to Everybody",
      body: 'Hello World!',
      headers: { 'X-Hub-Signature': 'sha256=a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9' },
    },
  },
  {
    service: 'Slack (its documentation)',
    format: {
      ...hex,
      header: 'X-Slack-Signature',
      prefix: 'v0=',
      signed: 'v0:{timestamp}:{body}',
      timestamp: { header: 'X-Slack-Request-Timestamp', toleranceSeconds: 300 },
    },
    header: 'X-Slack-Signature',
    sent: {
      at: 1531420618,
      secret: '8f742231b10e8888abcd99yyyzzz85a5',
      body: 'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c',
      headers: {
        'X-Slack-Request-Timestamp': '1531420618',
        'X-Slack-Signature': 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
      },
    },
  },
  {
    service: 'Stripe',
    format: {
      ...hex,
      header: 'Stripe-Signature',
      prefix: 'v1=',
      separator: ',',
      signed: '{timestamp}.{body}',
      timestamp: { prefix: 't=', toleranceSeconds: 300 },
    },
    header: 'Stripe-Signature',
    sent: {
      at: 1492774577,
      secret: 'whsec_test',
      body: '{"id":"evt_test"}',
      headers: {
        'Stripe-Signature':
          't=1492774577,v1=91756ee38f5c256c6db5893fecc447d8729adb8023535a860e4c2b521391cec9,v0=6ffbb59b2300aae63f272406069a9788598b792a944a07aba816edb039989a39',
      },
    },
  },
  {
    service: 'Grafana',
    format: {
      ...hex,
      header: 'X-Grafana-Alerting-Signature',
      signed: '{timestamp}:{body}',
      timestamp: { header: 'X-Grafana-Alerting-Timestamp', toleranceSeconds: 300 },
    },
    header: 'X-Grafana-Alerting-Signature',
    sent: {
      at: 1700000000,
      secret: 'grafana secret',
      body: '{"status":"firing"}',
      headers: {
        'X-Grafana-Alerting-Timestamp': '1700000000',
        'X-Grafana-Alerting-Signature': '6f08c7f89ddcd43fb8b9f643380f4d58679620f489d857b903c3560c40bf0ba6',
      },
    },
  },
  {
    service: 'Zendesk (time in ISO 8601)',
    format: {
      ...hex,
      encoding: 'base64',
      header: 'X-Zendesk-Webhook-Signature',
      signed: '{timestamp}{body}',
      timestamp: { header: 'X-Zendesk-Webhook-Signature-Timestamp', toleranceSeconds: 300 },
    },
    header: 'X-Zendesk-Webhook-Signature',
    sent: {
      at: Date.UTC(2021, 2, 25, 5, 9, 27) / 1000,
      secret: 'dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==',
      body: '{"ticket":1}',
      headers: {
        'X-Zendesk-Webhook-Signature-Timestamp': '2021-03-25T05:09:27Z',
        'X-Zendesk-Webhook-Signature': 'nq4fwcqAdxvlkQIcldf0l5I/02evgx9Aoi1uJ85IlWM=',
      },
    },
  },
  {
    service: 'Trello',
    format: {
      kind: 'hmac',
      algorithm: 'sha1',
      encoding: 'base64',
      header: 'X-Trello-Webhook',
      signed: '{body}{url}',
      eightBit: true,
    },
    header: 'X-Trello-Webhook',
    sent: {
      secret: 'app secret',
      body: '{"action":{"type":"commentCard"}}',
      urls: ['https://other.example.com/w/abc', 'https://hooks.example.com/w/abc?board=1'],
      headers: { 'X-Trello-Webhook': 'vZjyMoQXv8Rih2M9o3MIUEij+bA=' },
    },
  },
  {
    service: 'RFC 2202, SHA-1',
    format: { ...hex, algorithm: 'sha1', header: 'X-Signature' },
    header: 'X-Signature',
    sent: {
      secret: 'Jefe',
      body: 'what do ya want for nothing?',
      headers: { 'X-Signature': 'effcdf6ae5eb2fa2d27416d5f184df9c259a7c79' },
    },
  },
  {
    service: 'RFC 4231, SHA-512',
    format: { ...hex, algorithm: 'sha512', header: 'X-Signature' },
    header: 'X-Signature',
    sent: {
      secret: 'Jefe',
      body: 'what do ya want for nothing?',
      headers: {
        'X-Signature':
          '164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737',
      },
    },
  },
];

/** What can be wrong with a signature. */
const wrongs: Record<string, (signature: string) => string> = {
  'a changed character': text => text.replace(/.(?=,v0|=?$)/, character => (character === 'a' ? 'b' : 'a')),
  'a lost character': text => text.replace(/.(?=,v0|=?$)/, ''),
  'a further character': text => text.replace(/(?=,v0|=?$)/, 'a'),
  'a character that is none of its alphabet': text => text.replace(/.(?=,v0|=?$)/, 'é'),
  'nothing but its beginning': text => text.replace(/[^=]+(?=,v0|=?$)/, ''),
  nothing: () => '',
  'the same once more, joined by a comma as Node joins two headers': text => `${text}, ${text}`,
};

describe('a signature of the body', () => {
  for (const { service, format, sent, header } of examples)
    describe(`as of ${service}`, () => {
      const signature = sent.headers[header] ?? '';
      const withSignature = (text: string) => ({ ...sent, headers: { ...sent.headers, [header]: text } });
      const refused = async (change: Partial<Sent>) => {
        const verdict = await verifySent(format, { ...sent, ...change });
        assert.equal(verdict.verified, false);
        assert.ok('reason' in verdict && !verdict.reason.includes(sent.secret), 'the reason tells the secret');
      };

      it('is taken', async () => {
        assert.deepEqual(await verifySent(format, sent), { verified: true, signed: 'body' });
      });

      for (const [what, change] of Object.entries(wrongs))
        it(`is refused with ${what}`, async () => {
          // Several signatures in one header are what a separator stands for.
          if ('separator' in format && what.startsWith('the same')) return;
          assert.notEqual(change(signature), signature);
          await refused(withSignature(change(signature)));
        });

      it('is refused with another body, another secret, or none of its headers', async () => {
        await refused({ body: `${sent.body} ` });
        await refused({ body: '' });
        await refused({ secret: `${sent.secret}x` });
        await refused({ headers: {} });
      });

      if ('prefix' in format)
        it('is refused with another scheme before it', async () => {
          await refused(withSignature(signature.replaceAll(/v[01]=|sha256=/g, 'v9=')));
        });

      if ('timestamp' in format)
        it('is refused when it is too old or of the future, and says so', async () => {
          const at = sent.at ?? 0;
          assert.equal((await verifySent(format, { ...sent, at: at + 300 })).verified, true);
          assert.equal((await verifySent(format, { ...sent, at: at - 300 })).verified, true);
          const old = await verifySent(format, { ...sent, at: at + 301 });
          assert.match('reason' in old ? old.reason : '', /signed 301 seconds ago/);
          const future = await verifySent(format, { ...sent, at: at - 301 });
          assert.match('reason' in future ? future.reason : '', /301 seconds in the future/);
        });
    });

  it('may be in hexadecimal digits of either case, and in Base64 without its padding', async () => {
    const [github, trello] = [examples[0], examples[6]];
    assert.ok(github && trello);
    const upper = `SHA256=${github.sent.headers[github.header]?.slice(7).toUpperCase()}`;
    assert.deepEqual(await verifySent(github.format, { ...github.sent, headers: { [github.header]: upper } }), {
      verified: true,
      signed: 'body',
    });
    const bare = trello.sent.headers[trello.header]?.replace('=', '') ?? '';
    assert.equal(
      (await verifySent(trello.format, { ...trello.sent, headers: { [trello.header]: bare } })).verified,
      true,
    );
  });

  it('may stand among several, as PagerDuty sends while a secret is being replaced', async () => {
    const format = { ...hex, header: 'X-PagerDuty-Signature', prefix: 'v1=', separator: ',' };
    const byNew = 'v1=6a194147c4886055202d60b73cfd9b4719cef0d1ffa368e3357160a16a950c17';
    const byOld = 'v1=4e1e3ed31424eed779d94129f46a54561b8675e92a24837caf674c07f990ca75';
    const verdict = (secret: string, signature: string) =>
      verifySent(format, {
        secret,
        body: '{"event":{"title":"Größe – über 90 %"}}',
        headers: { 'X-PagerDuty-Signature': signature },
      });
    for (const secret of ['new secret', 'old secret'])
      for (const header of [`${byNew},${byOld}`, `${byOld}, ${byNew}`, `v2=abc,${byOld},${byNew}`])
        assert.deepEqual(await verdict(secret, header), { verified: true, signed: 'body' });
    assert.equal((await verdict('third secret', `${byNew},${byOld}`)).verified, false);
    assert.equal((await verdict('new secret', byOld)).verified, false);
    assert.equal((await verdict('new secret', byNew.replace('v1', 'v0'))).verified, false);
    // The documentation's own example; the secrets that it was made with are not told.
    const documented =
      'v1=f03de6f61df6e454f3620c4d6aca17ad072d3f8bbb2760eac3b2ad391b5e8073,v1=130dcacb53a94d983a37cf2acba98e805a1c37185309ba56fdcccbcf00d6dd8b';
    assert.equal((await verdict('new secret', documented)).verified, false);
    assert.equal((await verdict('new secret', `${documented},${byNew}`)).verified, true);
  });

  it('may be over characters cut to eight bits, as Trello has it, and over the bytes', async () => {
    const trello = examples[6];
    assert.ok(trello);
    const sent = {
      ...trello.sent,
      body: '{"text":"café –"}',
      headers: { 'X-Trello-Webhook': 'U5YfQMLGwiVPNbG/Hrkokc1iUTs=' },
    };
    assert.deepEqual(await verifySent(trello.format, sent), { verified: true, signed: 'body' });
    assert.equal((await verifySent({ ...trello.format, eightBit: false }, sent)).verified, false);
    assert.equal((await verifySent(trello.format, { ...sent, urls: sent.urls?.slice(0, 1) ?? [] })).verified, false);
    assert.equal((await verifySent(trello.format, { ...sent, urls: [] })).verified, false);
  });

  it('takes what stands in the body or the time for text, not for a pattern or a place of its own', async () => {
    const format = { ...hex, header: 'X-Signature', signed: '{body}{url}' };
    const body = '$& {url} {timestamp} $1';
    const url = 'https://hooks.example.com/w/{body}';
    const signature = createHmac('sha256', 'secret').update(`${body}${url}`).digest('hex');
    const verdict = await verifySent(format, {
      secret: 'secret',
      body,
      urls: [url],
      headers: { 'X-Signature': signature },
    });
    assert.deepEqual(verdict, { verified: true, signed: 'body' });
  });

  it('is declared with a time that is signed, and with names that are known', () => {
    const wrong = (change: object) =>
      verification.parse({ ...hex, secret: 'secret', header: 'X-Signature', ...change });
    assert.throws(() => wrong({ signed: '{timestamp}.{body}' }), /a time counts only if it is signed/);
    assert.throws(() => wrong({ timestamp: { prefix: 't=', toleranceSeconds: 300 } }), /only if it is signed/);
    assert.throws(() => wrong({ signed: '{timestamp}{body}', timestamp: { toleranceSeconds: 300 } }), /give a header/);
    assert.throws(() => wrong({ signed: '{body}{secret}' }), /only \{body\}, \{timestamp\} and \{url\}/);
  });
});
