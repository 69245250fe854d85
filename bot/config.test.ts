import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { ConfigError, readConfig } from './config.ts';

const guid = '3d1f4b6a-90c7-4e0e-a2f8-55b7c9d01e64';
const reachable = { HOST: '0.0.0.0', PUBLIC_URL: 'https://connectors.example.org' };
const bot = { BOT_ID: guid, BOT_TENANT_ID: guid, BOT_SECRET: 'a secret' };

/** What a ConfigError says of these variables. */
function complaint(variables: Record<string, string>): string {
  try {
    readConfig(variables);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return '';
}

describe('the configuration', () => {
  it('needs nothing for a try on this machine', () => {
    const { trustedProxies, ...config } = readConfig({});
    assert.deepEqual(trustedProxies.rules, []);
    assert.deepEqual(config, {
      host: '127.0.0.1',
      port: 3978,
      publicUrl: 'http://localhost:3978',
      dataDirectory: resolve('data'),
      webhookUrlKeys: undefined,
      lostKeys: [],
      allowedHosts: [],
      activityLimits: { perConnection: 50_000_000, inAll: 2_000_000_000 },
      bot: { kind: 'none' },
      teamsAppId: undefined,
      playgroundUrl: undefined,
      cloud: 'commercial',
      language: 'en',
      logLevel: 'info',
      metrics: { port: undefined, token: undefined, isOnServicePort: true },
      maxConnections: 2000,
      stopGrace: 5000,
    });
  });

  it('takes an empty variable for one that is not there', () => {
    assert.equal(readConfig({ PORT: '', BOT_ID: '', PUBLIC_URL: '' }).port, 3978);
  });

  it('shows metrics on the port that others reach with a token only', () => {
    const token = 'a-token-of-the-test';
    const shown = (variables: Record<string, string>) => readConfig(variables).metrics.isOnServicePort;
    assert.deepEqual([shown(bot), shown({ ...bot, METRICS_TOKEN: token })], [false, true]);
    assert.deepEqual(
      [shown({ METRICS_PORT: '9100' }), shown({ METRICS_PORT: '9100', METRICS_TOKEN: token })],
      [false, false],
    );
    assert.match(complaint({ METRICS_PORT: '3978' }), /another than PORT/);
  });

  it('takes slashes from the end of PUBLIC_URL', () => {
    assert.equal(readConfig({ PUBLIC_URL: 'https://a.example/b//' }).publicUrl, 'https://a.example/b');
  });

  it('takes a playground on this machine, without credentials only', () => {
    assert.equal(readConfig({ PLAYGROUND_URL: 'http://localhost:3979/' }).playgroundUrl, 'http://localhost:3979');
    assert.match(complaint({ ...bot, PLAYGROUND_URL: 'http://localhost:3979' }), /without BOT_ID/);
  });

  const wrong: Record<string, [value: string, mend: RegExp]> = {
    PORT: ['99999', /a port number from 0 to 65535/],
    PUBLIC_URL: ['ftp://a.example', /https address/],
    TRUSTED_PROXIES: ['10.0.0.0/99', /such as 10\.0\.0\.0\/8/],
    DATABASE_URL: ['postgres://user:secret@db.example/connectors', /SQLite, in DATA_DIR/],
    LOST_WEBHOOK_URL_KEYS: ['one', /separated by commas/],
    METRICS_PORT: ['http', /a port number/],
    METRICS_TOKEN: ['too-short', /at least 16 characters/],
    MAX_CONNECTIONS: ['none', /a number from 10/],
    STOP_GRACE_SECONDS: ['ages', /a number from 0 to 60/],
    BOT_ID: ['not a guid', /a GUID/],
    BOT_TENANT_ID: ['contoso', /a GUID/],
    BOT_MANAGED_IDENTITY: ['perhaps', /true or false/],
    PLAYGROUND_URL: ['http://playground.example', /on this machine/],
    CLOUD: ['moon', /one of .*commercial/],
    DEFAULT_LANGUAGE: ['de', /en or fr/],
    LOG_LEVEL: ['loud', /one of fatal, .*silent/],
  };
  for (const [name, [value, mend]] of Object.entries(wrong))
    it(`says how to mend ${name}`, () => {
      const message = complaint({ [name]: value });
      assert.ok(message.startsWith(name), message);
      assert.match(message, mend);
      assert.ok(!message.includes(value), message);
    });

  it('tells of all that is wrong at once, a line each', () => {
    assert.deepEqual(
      complaint({ PORT: 'x', CLOUD: 'x', LOG_LEVEL: 'x' })
        .split('\n')
        .map(line => line.split(' ')[0]),
      ['PORT', 'CLOUD', 'LOG_LEVEL'],
    );
  });

  it('asks for what a service needs that others reach', () => {
    assert.match(complaint({ HOST: '0.0.0.0' }), /PUBLIC_URL is needed/);
    assert.match(complaint({ ...reachable, PUBLIC_URL: 'http://a.example' }), /PUBLIC_URL must begin with https/);
    assert.match(complaint(reachable), /BOT_ID is needed/);
    assert.equal(complaint({ ...reachable, ...bot }), '');
    for (const host of ['localhost', '127.0.0.2', '::1']) assert.equal(complaint({ HOST: host }), '', host);
  });

  it('takes a bot with each kind of credential', () => {
    const { BOT_SECRET, ...identity } = bot;
    const app = { appId: guid, tenantId: guid };
    assert.deepEqual(readConfig(bot).bot, { kind: 'secret', ...app, secret: BOT_SECRET });
    assert.deepEqual(readConfig({ ...identity, BOT_MANAGED_IDENTITY: 'true' }).bot, {
      kind: 'managed identity',
      ...app,
    });
    assert.deepEqual(readConfig({ ...identity, BOT_CERTIFICATE: 'a\\nb', BOT_CERTIFICATE_KEY: 'c' }).bot, {
      kind: 'certificate',
      ...app,
      certificate: 'a\nb',
      privateKey: 'c',
    });
  });

  it('says which credential is missing', () => {
    assert.match(complaint({ BOT_ID: guid, BOT_SECRET: 'a secret' }), /^BOT_TENANT_ID is missing/);
    assert.match(complaint({ BOT_ID: guid, BOT_TENANT_ID: guid }), /BOT_SECRET, or BOT_CERTIFICATE/);
    assert.match(complaint({ BOT_ID: guid, BOT_TENANT_ID: guid, BOT_CERTIFICATE: 'a' }), /BOT_CERTIFICATE_KEY/);
  });

  it('believes addresses and networks of proxies, of both versions', () => {
    const { trustedProxies } = readConfig({ TRUSTED_PROXIES: '192.0.2.1, 10.0.0.0/8,fd00::/8,' });
    assert.ok(trustedProxies.check('192.0.2.1') && trustedProxies.check('10.9.9.9'));
    assert.ok(trustedProxies.check('fd12::1', 'ipv6'));
    assert.ok(!trustedProxies.check('192.0.2.2') && !trustedProxies.check('fe80::1', 'ipv6'));
  });

  it('never repeats a value, since some are secret', () => {
    const names = [...Object.keys(wrong), 'HOST', 'BOT_SECRET', 'BOT_CERTIFICATE', 'WEBHOOK_URL_KEYS'];
    const value = fc.stringMatching(/^[\w]{12,40}$/);
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), value, { minKeys: 1 }), variables => {
        const message = complaint(variables);
        for (const secret of Object.values(variables)) assert.ok(!message.includes(secret), message);
      }),
    );
  });
});
