/** One of every element that Teams draws beyond Adaptive Cards 1.5, with words of its own to look for. */
export const everyTeamsElement = [
  { type: 'Badge', text: 'Badge words', style: 'Attention', icon: 'Alert', iconPosition: 'Before', tooltip: 'Urgent' },
  {
    type: 'Carousel',
    pageAnimation: 'Slide',
    pages: [
      { type: 'CarouselPage', items: [{ type: 'TextBlock', text: 'First page' }] },
      { type: 'CarouselPage', items: [{ type: 'TextBlock', text: 'Second page' }] },
    ],
  },
  {
    type: 'Chart.Donut',
    title: 'Donut chart',
    data: [
      { legend: 'Donut passed', value: 12, color: 'good' },
      { legend: 'Donut failed', value: 3, color: 'attention' },
    ],
  },
  { type: 'Chart.Pie', title: 'Pie chart', data: [{ legend: 'Pie share', value: 1.5 }] },
  {
    type: 'Chart.Gauge',
    title: 'Gauge chart',
    value: 72,
    min: 0,
    max: 100,
    subLabel: 'Gauge label',
    segments: [
      { legend: 'Gauge low', size: 50, color: 'good' },
      { legend: 'Gauge high', size: 50, color: 'warning' },
    ],
  },
  {
    type: 'Chart.HorizontalBar',
    title: 'Horizontal bars',
    xAxisTitle: 'Minutes',
    data: [
      { x: 'Bar one', y: 5 },
      { x: 'Bar two', y: 10 },
    ],
  },
  {
    type: 'Chart.HorizontalBar.Stacked',
    title: 'Stacked bars',
    data: [{ title: 'Stack one', data: [{ legend: 'Stack part', value: 4 }] }],
  },
  {
    type: 'Chart.Line',
    title: 'Lines',
    yAxisTitle: 'Requests',
    data: [
      {
        legend: 'Line one',
        values: [
          { x: '2026-11-01', y: 4 },
          { x: '2026-11-02', y: 7 },
        ],
      },
    ],
  },
  { type: 'Chart.VerticalBar', title: 'Vertical bars', data: [{ x: 'Column one', y: 5, color: 'good' }] },
  {
    type: 'Chart.VerticalBar.Grouped',
    title: 'Grouped bars',
    data: [{ legend: 'Group one', values: [{ x: 'Grouped column', y: 2 }] }],
  },
  { type: 'CodeBlock', codeSnippet: 'if (a < b) {\n\treturn "*c*";\n}', language: 'JavaScript', startLineNumber: 41 },
  {
    type: 'Component',
    name: 'graph.microsoft.com/users',
    properties: { users: [{ userPrincipalName: 'ada@contoso.example', displayName: 'Ada Persona' }] },
  },
  {
    type: 'CompoundButton',
    title: 'Compound title',
    description: 'Compound description',
    badge: 'Compound badge',
    icon: { name: 'Open' },
    selectAction: { type: 'Action.OpenUrl', url: 'https://example.com/compound' },
  },
  { type: 'Icon', name: 'Calendar', size: 'Small', color: 'Accent' },
  { type: 'Input.Rating', id: 'rating', label: 'Rate it', max: 5, value: 3 },
  { type: 'ProgressBar', value: 40, max: 100, color: 'Good' },
  { type: 'ProgressRing', label: 'Ring label', labelPosition: 'After', size: 'Small' },
  { type: 'Rating', value: 3.5, max: 5, count: 17 },
] as const;
