/** Payloads whose cards are kept as golden files, beside the samples of the Incoming Webhook connector. */
export const payloads: { [name: string]: unknown } = {
  'message-card-every-field': {
    '@type': 'MessageCard',
    '@context': 'https://schema.org/extensions',
    summary: 'Order 1042 needs an approval',
    themeColor: 'FFC107',
    title: 'Order 1042 needs an approval',
    text: 'Sent by **Purchasing** at 9:41.\nPlease decide by _Friday_.',
    sections: [
      {
        title: 'Request',
        activityImage: 'https://adaptivecards.io/content/cats/1.png',
        activityTitle: 'Miguel Garcia',
        activitySubtitle: 'Facilities, yesterday',
        activityText: 'Twelve chairs for the new room, as agreed.',
        facts: [
          { name: 'Supplier', value: '[Sitwell](https://sitwell.example.org)' },
          { name: 'Amount', value: '1,180.00 €' },
        ],
        potentialAction: [
          {
            '@type': 'OpenUri',
            name: 'Open the order',
            targets: [{ os: 'default', uri: 'https://erp.example.org/1042' }],
          },
        ],
      },
      {
        startGroup: true,
        title: 'Pictures',
        heroImage: { image: 'https://adaptivecards.io/content/cats/3.png', title: 'The chair' },
        text: 'As delivered last time:',
        images: [
          { image: 'https://adaptivecards.io/content/cats/1.png', title: 'Front' },
          { image: 'https://adaptivecards.io/content/cats/2.png', title: 'Side' },
          { image: '/relative.png', title: 'A picture without an address' },
        ],
      },
    ],
    potentialAction: [
      { '@type': 'HttpPOST', name: 'Approve', target: 'https://erp.example.org/1042/approve' },
      { '@type': 'ActionCard', name: 'Reject', inputs: [], actions: [] },
      { '@type': 'OpenUri', name: 'Help', targets: [{ os: 'default', uri: 'https://erp.example.org/help' }] },
    ],
  },
  'message-card-without-title': {
    '@type': 'MessageCard',
    summary: 'Deployment of payments finished',
    themeColor: '#00b050',
    sections: [{ activityTitle: 'Deployment of payments finished', facts: [{ name: 'Version', value: '3.4.1' }] }],
  },
  markdown: {
    title: 'Release notes for 2.8',
    text: [
      '# What is new',
      'Faster search, see [the numbers](https://bench.example.org/2.8).',
      '',
      '1. Install',
      '2. Restart',
      '   - the web server',
      '   - the workers',
      '',
      '> Read this first',
      '',
      '| Region | State |',
      '|---|---|',
      '| Europe | done |',
      '',
      '```',
      'if (ready) {',
      '  start();',
      '}',
      '```',
      '~~Old~~ `config.json` ![Graph](https://bench.example.org/2.8.png)',
    ].join('\n'),
  },
  html: {
    text: 'x',
    title: 'Report',
    sections: [
      {
        markdown: 'false',
        activityTitle: '<a href="https://desk.example.org/7">Ticket 7</a> &amp; <b>others</b>',
        text: '<h2>Open</h2><table><tr><th>No.</th><th>Who</th></tr><tr><td>7</td><td>Ada</td></tr></table>2 * 3 * 4<br>end',
      },
    ],
  },
  'adaptive-card-with-losses': {
    type: 'AdaptiveCard',
    version: '1.6',
    fallbackText: 'Approve the leave of Ada',
    refresh: { action: { type: 'Action.Execute', verb: 'r' } },
    body: [
      { type: 'TextBlock', text: 'Approve the leave of Ada?', wrap: true, weight: 'bolder' },
      { type: 'Hologram', shape: 'cube' },
      { type: 'Input.Text', label: 'Comment', placeholder: 'optional' },
      { type: 'CodeBlock', codeSnippet: 'select *\n  from leave', language: 'Sql' },
      { type: 'Media', altText: 'A film', sources: [{ mimeType: 'video/mp4', url: 'https://a.example.org/f.mp4' }] },
    ],
    actions: [
      { type: 'Action.Submit', title: 'Approve' },
      { type: 'Action.Execute', title: 'Reject', verb: 'reject' },
      { type: 'Action.OpenUrl', title: 'Open', url: 'https://hr.example.org/leave/7' },
    ],
  },
  'connector-card-attached': {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: { type: 'AdaptiveCard', body: [{ type: 'TextBlock', text: 'First' }] },
      },
      {
        contentType: 'application/vnd.microsoft.teams.card.o365connector',
        content: { title: 'Second', text: 'With a colour of its own.', themeColor: 'D13438' },
      },
    ],
  },
  'cut-to-the-limit': {
    title: 'Nightly tests',
    themeColor: '808080',
    text: 'A log line. '.repeat(5),
    sections: [{ facts: Array.from({ length: 900 }, (_, index) => ({ name: `Test ${index + 1}`, value: 'passed' })) }],
    potentialAction: [{ '@type': 'OpenUri', name: 'All tests', targets: [{ uri: 'https://ci.example.org/tests' }] }],
  },
};
