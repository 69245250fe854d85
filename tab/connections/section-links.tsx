import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { ConnectionSection } from '../view.ts';

const useStyles = makeStyles({
  list: {
    listStyle: 'none',
    margin: 0,
    padding: 0,
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: tokens.spacingHorizontalXS,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  link: {
    position: 'relative',
    margin: 0,
    padding: `${tokens.spacingVerticalMNudge} ${tokens.spacingHorizontalMNudge}`,
    '@media (max-width: 360px)': { paddingInline: tokens.spacingHorizontalXS },
    border: 0,
    font: 'inherit',
    cursor: 'pointer',
    color: tokens.colorNeutralForeground2,
    backgroundColor: 'transparent',
    borderRadius: tokens.borderRadiusMedium,
    ':hover': { color: tokens.colorNeutralForeground2Hover, backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  current: {
    color: tokens.colorNeutralForeground1,
    '::after': {
      content: '""',
      position: 'absolute',
      insetInline: tokens.spacingHorizontalMNudge,
      bottom: 0,
      height: '3px',
      borderRadius: tokens.borderRadiusCircular,
      backgroundColor: tokens.colorCompoundBrandStroke,
    },
  },
  // As wide as when it is bold: choosing it moves nothing.
  word: {
    display: 'inline-grid',
    '::after': {
      content: 'attr(data-text)',
      height: 0,
      visibility: 'hidden',
      overflow: 'hidden',
      fontWeight: tokens.fontWeightSemibold,
    },
  },
  bold: { fontWeight: tokens.fontWeightSemibold },
});

/** Leads to the sections of a connection. Each has an address of its own: links in a row rather than tabs. */
export function SectionLinks(props: {
  sections: readonly ConnectionSection[];
  current: ConnectionSection;
  onOpen: (section: ConnectionSection) => void;
}) {
  const styles = useStyles();
  const { t } = useTranslation('connections');
  return (
    <nav aria-label={t('sections.label')}>
      <ul className={styles.list}>
        {props.sections.map(section => {
          const isCurrent = section === props.current;
          const text = t(`sections.${section}`);
          return (
            <li key={section}>
              <button
                type="button"
                className={mergeClasses(styles.link, isCurrent && styles.current)}
                aria-current={isCurrent ? 'page' : undefined}
                onClick={() => props.onOpen(section)}
              >
                <span className={mergeClasses(styles.word, isCurrent && styles.bold)} data-text={text}>
                  {text}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
