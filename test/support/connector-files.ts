/** The files of a small connector that is in order; `changes` puts others in their place, or takes them out. */
export function connectorFiles(changes: Record<string, string | object | undefined> = {}): Map<string, string> {
  const files: Record<string, string | object | undefined> = {
    'connector.json': connectorJson(),
    'guide.en.md': 'Paste {{webhookUrl}} into Kettle.\n',
    'guide.fr.md': 'Collez {{webhookUrl}} dans Kettle.\n',
    'icon.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><circle cx="12" cy="12" r="9"/></svg>\n',
    'events/boiled.json': {
      name: { en: 'Water boiled', fr: 'Eau bouillie' },
      on: ['boiled'],
      default: true,
      message: {
        title: { en: '{{ body.kettle }} has boiled', fr: '{{ body.kettle }} a bouilli' },
        tone: 'good',
        facts: [{ name: { en: 'Temperature', fr: 'Température' }, value: '{{ body.degrees }} °C' }],
        actions: [{ title: { en: 'Open', fr: 'Ouvrir' }, url: '{{ body.link }}' }],
      },
    },
    'samples/boiled.json': { event: 'boiled', kettle: 'Kitchen', degrees: 100, link: 'https://kettle.example/1' },
    ...changes,
  };
  return new Map(
    Object.entries(files).flatMap(([path, content]) =>
      content === undefined ? [] : [[path, typeof content === 'string' ? content : JSON.stringify(content)]],
    ),
  );
}

export function connectorJson(changes: Record<string, unknown> = {}): object {
  return {
    id: 'kettle',
    publisher: 'Contoso',
    version: '1.0.0',
    name: { en: 'Kettle', fr: 'Bouilloire' },
    shortDescription: { en: 'Kettles', fr: 'Des bouilloires' },
    longDescription: { en: 'What kettles do.', fr: 'Ce que font les bouilloires.' },
    categories: ['other'],
    body: { cap: 10_000, format: 'events' },
    event: '{{ body.event }}',
    ...changes,
  };
}
