import { z } from 'zod';

/**
 * What Teams draws beyond Adaptive Cards 1.5, for tests: written from Microsoft's own types (npm,
 * @microsoft/teams.cards), not from our own table, and strict. The shapes that the elements of 1.5 share are handed in.
 */
export function teamsElements(shared: {
  base: z.ZodRawShape;
  item: z.ZodRawShape;
  box: z.ZodRawShape;
  elements: z.ZodType;
  selectAction: z.ZodType;
  text: z.ZodType;
  horizontal: z.ZodType;
  oneOf: (...words: string[]) => z.ZodType;
}): [z.ZodObject, ...z.ZodObject[]] {
  const { oneOf, text, selectAction } = shared;
  const base = { ...shared.base, horizontalAlignment: shared.horizontal.optional() };
  const number = z.number().optional();
  const boolean = z.boolean().optional();
  const optional = text.optional();
  const pixels = z
    .string()
    .regex(/^\d+px$/)
    .optional();
  const data = <Shape extends z.ZodRawShape>(shape: Shape) => z.array(z.strictObject(shape));
  const icon = {
    name: z.string(),
    size: oneOf('xxSmall', 'xSmall', 'Small', 'Standard', 'Medium', 'Large', 'xLarge', 'xxLarge').optional(),
    style: oneOf('Regular', 'Filled').optional(),
    color: oneOf('Default', 'Dark', 'Light', 'Accent', 'Good', 'Warning', 'Attention').optional(),
  };
  const rating = {
    value: number,
    max: number,
    size: oneOf('Medium', 'Large').optional(),
    color: oneOf('Neutral', 'Marigold').optional(),
  };
  const chart = {
    ...base,
    title: optional,
    showTitle: boolean,
    showLegend: boolean,
    colorSet: oneOf('categorical', 'sequential', 'diverging').optional(),
    maxWidth: pixels,
  };
  const axes = { xAxisTitle: optional, yAxisTitle: optional, color: optional };
  const upright = { ...chart, ...axes, showBarValues: boolean, yMin: number, yMax: number };
  const shares = data({ legend: optional, value: z.number(), color: optional });
  const points = data({ x: z.union([z.string(), z.number()]).optional(), y: z.number(), color: optional });
  const series = data({ legend: optional, values: points, color: optional });
  const round = {
    ...chart,
    data: shares,
    value: optional,
    valueColor: optional,
    thickness: oneOf('Thin', 'Thick').optional(),
    showOutlines: boolean,
  };
  const person = {
    id: optional,
    userPrincipalName: optional,
    displayName: optional,
    iconStyle: oneOf('profilePicture', 'contactCard', 'none').optional(),
    style: oneOf('iconAndName', 'iconOnly', 'nameOnly').optional(),
  };
  const page = z.strictObject({
    ...shared.item,
    ...shared.box,
    type: z.literal('CarouselPage'),
    items: shared.elements,
    fallback: z.unknown().optional(),
  });
  return [
    z.strictObject({
      ...base,
      type: z.literal('Badge'),
      text: optional,
      icon: optional,
      iconPosition: oneOf('Before', 'After').optional(),
      appearance: oneOf('Filled', 'Tint').optional(),
      size: oneOf('Medium', 'Large', 'ExtraLarge').optional(),
      shape: oneOf('Square', 'Rounded', 'Circular').optional(),
      style: oneOf('Default', 'Subtle', 'Informative', 'Accent', 'Good', 'Attention', 'Warning').optional(),
      tooltip: optional,
    }),
    z.strictObject({
      ...shared.base,
      type: z.literal('Carousel'),
      pages: z.array(page).min(1),
      pageAnimation: oneOf('Slide', 'CrossFade', 'None').optional(),
      minHeight: pixels,
      bleed: boolean,
    }),
    z.strictObject({ ...round, type: z.literal('Chart.Donut') }),
    z.strictObject({ ...round, type: z.literal('Chart.Pie') }),
    z.strictObject({
      ...chart,
      type: z.literal('Chart.Gauge'),
      value: z.number(),
      min: number,
      max: number,
      segments: data({ legend: optional, size: z.number(), color: optional }).optional(),
      subLabel: optional,
      showMinMax: boolean,
      showNeedle: boolean,
      showOutlines: boolean,
      valueFormat: oneOf('Percentage', 'Fraction').optional(),
    }),
    z.strictObject({
      ...chart,
      ...axes,
      type: z.literal('Chart.HorizontalBar'),
      data: points,
      displayMode: oneOf('AbsoluteWithAxis', 'AbsoluteNoAxis', 'PartToWhole').optional(),
    }),
    z.strictObject({
      ...chart,
      ...axes,
      type: z.literal('Chart.HorizontalBar.Stacked'),
      data: data({ title: optional, data: shares }),
    }),
    z.strictObject({ ...upright, type: z.literal('Chart.Line'), data: series }),
    z.strictObject({ ...upright, type: z.literal('Chart.VerticalBar'), data: points }),
    z.strictObject({ ...upright, type: z.literal('Chart.VerticalBar.Grouped'), data: series, stacked: boolean }),
    z.strictObject({
      ...base,
      type: z.literal('CodeBlock'),
      codeSnippet: z.string(),
      language: optional,
      startLineNumber: number,
    }),
    z.strictObject({
      ...base,
      type: z.literal('Component'),
      name: oneOf('graph.microsoft.com/user', 'graph.microsoft.com/users'),
      properties: z.strictObject({ ...person, users: data(person).optional() }),
    }),
    z.strictObject({
      ...base,
      type: z.literal('CompoundButton'),
      title: optional,
      description: optional,
      badge: optional,
      icon: z.strictObject(icon).optional(),
      selectAction: selectAction.optional(),
    }),
    z.strictObject({ ...base, ...icon, type: z.literal('Icon'), selectAction: selectAction.optional() }),
    z.strictObject({
      ...shared.base,
      ...rating,
      type: z.literal('Input.Rating'),
      id: z.string(),
      label: optional,
      isRequired: boolean,
      errorMessage: optional,
      allowHalfSteps: boolean,
    }),
    z.strictObject({
      ...base,
      type: z.literal('ProgressBar'),
      value: number,
      max: number,
      color: oneOf('Accent', 'Good', 'Warning', 'Attention').optional(),
    }),
    z.strictObject({
      ...base,
      type: z.literal('ProgressRing'),
      label: optional,
      labelPosition: oneOf('Before', 'After', 'Above', 'Below').optional(),
      size: oneOf('Tiny', 'Small', 'Medium', 'Large').optional(),
    }),
    z.strictObject({
      ...base,
      ...rating,
      type: z.literal('Rating'),
      count: number,
      style: oneOf('Default', 'Compact').optional(),
    }),
  ];
}
