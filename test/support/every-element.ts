const picture = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';
const text = (words: string) => ({ type: 'TextBlock', text: words, wrap: true });

/** One of every element and action of Adaptive Cards 1.5. `seen`: a text by which it is found, or selectors of CSS. */
export const everyElement: {
  elements: { element: { type: string; [property: string]: unknown }; seen: string | string[] }[];
  actions: { action: { type: string; title: string; [property: string]: unknown } }[];
} = {
  elements: [
    { element: text('A text block'), seen: 'A text block' },
    {
      element: {
        type: 'RichTextBlock',
        inlines: ['A rich text', { type: 'TextRun', text: 'with a run', weight: 'Bolder' }],
      },
      seen: 'with a run',
    },
    { element: { type: 'Image', url: picture, altText: 'One picture' }, seen: ['img[alt="One picture"]'] },
    {
      element: { type: 'ImageSet', images: [{ type: 'Image', url: picture, altText: 'Of a set' }] },
      seen: ['img[alt="Of a set"]'],
    },
    {
      element: {
        type: 'Media',
        sources: [{ mimeType: 'video/mp4', url: 'https://example.com/v.mp4' }],
        altText: 'Film',
      },
      seen: ['.ac-media'],
    },
    { element: { type: 'Container', items: [text('In a container')] }, seen: 'In a container' },
    {
      element: { type: 'ColumnSet', columns: [{ type: 'Column', items: [text('In a column')] }] },
      seen: 'In a column',
    },
    { element: { type: 'FactSet', facts: [{ title: 'A fact', value: 'and its value' }] }, seen: 'and its value' },
    {
      element: {
        type: 'ActionSet',
        actions: [{ type: 'Action.OpenUrl', title: 'In a set', url: 'https://example.com' }],
      },
      seen: 'In a set',
    },
    {
      element: {
        type: 'Table',
        columns: [{ width: 1 }, { width: 2 }],
        rows: ['One', 'Two'].map(row => ({
          type: 'TableRow',
          cells: ['left', 'right'].map(cell => ({ type: 'TableCell', items: [text(`${row} ${cell}`)] })),
        })),
      },
      seen: ['[role=table] [role=row]:nth-child(2) [role=cell]:nth-child(2)'],
    },
    { element: { type: 'Input.Text', id: 'text', label: 'A text field' }, seen: ['input.ac-textInput'] },
    { element: { type: 'Input.Number', id: 'number', label: 'A number' }, seen: ['input.ac-numberInput'] },
    { element: { type: 'Input.Date', id: 'date', label: 'A date' }, seen: ['input.ac-dateInput'] },
    { element: { type: 'Input.Time', id: 'time', label: 'A time' }, seen: ['input.ac-timeInput'] },
    { element: { type: 'Input.Toggle', id: 'toggle', title: 'A toggle' }, seen: 'A toggle' },
    {
      element: {
        type: 'Input.ChoiceSet',
        id: 'choice',
        style: 'expanded',
        choices: [{ title: 'A choice', value: '1' }],
      },
      seen: 'A choice',
    },
  ],
  actions: [
    { action: { type: 'Action.OpenUrl', title: 'Open', url: 'https://example.com' } },
    { action: { type: 'Action.Submit', title: 'Submit', data: {} } },
    { action: { type: 'Action.Execute', title: 'Execute', verb: 'x' } },
    {
      action: {
        type: 'Action.ShowCard',
        title: 'Show more',
        card: { type: 'AdaptiveCard', body: [text('Within a card')] },
      },
    },
    { action: { type: 'Action.ToggleVisibility', title: 'Toggle', targetElements: ['toggle'] } },
  ],
};
