import { Link, makeStyles, tokens } from '@fluentui/react-components';
import { Fragment, type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Block, readGuide } from './blocks.ts';
import type { Inline } from './inline.ts';

const useStyles = makeStyles({
  guide: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    rowGap: tokens.spacingVerticalM,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    overflowWrap: 'anywhere',
    '& p, & ul, & ol, & pre, & h3, & h4': { margin: 0 },
    '& ul, & ol': { paddingLeft: '22px', display: 'grid', rowGap: tokens.spacingVerticalXS },
    '& li > * + *': { marginTop: tokens.spacingVerticalS },
    '& h3': {
      fontSize: tokens.fontSizeBase400,
      lineHeight: tokens.lineHeightBase400,
      marginTop: tokens.spacingVerticalS,
    },
    '& h4': { fontSize: tokens.fontSizeBase300, lineHeight: tokens.lineHeightBase300 },
    '& h3, & h4, & strong': { fontWeight: tokens.fontWeightSemibold },
    '& code': { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
    '& :not(pre) > code': {
      padding: '0 4px',
      borderRadius: tokens.borderRadiusSmall,
      backgroundColor: tokens.colorNeutralBackground3,
      border: `1px solid ${tokens.colorTransparentStroke}`,
    },
    '& pre': {
      padding: '8px 12px',
      // A URL is seen whole; copied text has no breaks of ours.
      whiteSpace: 'pre-wrap',
      borderRadius: tokens.borderRadiusMedium,
      border: `1px solid ${tokens.colorNeutralStroke2}`,
      backgroundColor: tokens.colorNeutralBackground3,
      lineHeight: tokens.lineHeightBase200,
    },
    '& th, & td': {
      padding: '4px 8px 4px 0',
      textAlign: 'left',
      verticalAlign: 'top',
      borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    },
  },
  wide: { overflowX: 'auto' },
});

/** A connector's set-up guide, as React elements: nothing in it can become HTML of its own. */
export function Guide(props: {
  markdown: string;
  /** Filled in for `{{webhookUrl}}`; undefined as long as there is none. */
  webhookUrl: string | undefined;
}) {
  const styles = useStyles();
  const { t } = useTranslation();
  // The page has a heading for the guide: the guide's own title would say it twice.
  const blocks = useMemo(
    () => readGuide(props.markdown).filter(block => block.kind !== 'heading' || block.level > 1),
    [props.markdown],
  );
  const fill = (text: string) => text.replace(/\{\{\s*webhookUrl\s*\}\}/g, props.webhookUrl ?? t('guideWithoutUrl'));
  return (
    <div className={styles.guide}>{blocks.map((block, index) => keyed(index, draw(block, fill, styles.wide)))}</div>
  );
}

type Fill = (text: string) => string;

/** Pieces of a guide are never moved: where they stand is who they are. */
function keyed(key: number, node: ReactNode): ReactNode {
  return <Fragment key={key}>{node}</Fragment>;
}

function draw(block: Block, fill: Fill, wide: string): ReactNode {
  switch (block.kind) {
    case 'heading':
      return block.level === 2 ? <h3>{words(block.inner, fill)}</h3> : <h4>{words(block.inner, fill)}</h4>;
    case 'paragraph':
      return <p>{words(block.inner, fill)}</p>;
    case 'code':
      return (
        <pre>
          <code>{fill(block.text)}</code>
        </pre>
      );
    case 'list': {
      const items = block.items.map((inner, index) =>
        keyed(index, <li>{inner.map((each, at) => keyed(at, drawInItem(each, inner.length, fill, wide)))}</li>),
      );
      return block.ordered ? <ol start={block.start}>{items}</ol> : <ul>{items}</ul>;
    }
    case 'table':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <div className={wide} tabIndex={0}>
          <table>
            <thead>
              <tr>{block.head.map((cell, index) => keyed(index, <th>{words(cell, fill)}</th>))}</tr>
            </thead>
            <tbody>
              {block.rows.map((row, index) =>
                keyed(index, <tr>{row.map((cell, at) => keyed(at, <td>{words(cell, fill)}</td>))}</tr>),
              )}
            </tbody>
          </table>
        </div>
      );
  }
}

/** An item of one paragraph is only its words. */
function drawInItem(block: Block, siblings: number, fill: Fill, wide: string): ReactNode {
  return block.kind === 'paragraph' && siblings === 1 ? words(block.inner, fill) : draw(block, fill, wide);
}

function words(inner: readonly Inline[], fill: Fill): ReactNode {
  return inner.map((piece, index) => keyed(index, word(piece, fill)));
}

function word(piece: Inline, fill: Fill): ReactNode {
  switch (piece.kind) {
    case 'text':
      return fill(piece.text);
    case 'code':
      return <code>{fill(piece.text)}</code>;
    case 'strong':
      return <strong>{words(piece.inner, fill)}</strong>;
    case 'emphasis':
      return <em>{words(piece.inner, fill)}</em>;
    case 'link':
      return (
        <Link href={piece.href} target="_blank" rel="noopener noreferrer" inline>
          {words(piece.inner, fill)}
        </Link>
      );
  }
}
