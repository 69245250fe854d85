import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { ArrowLeft20Regular } from '@fluentui/react-icons/svg/arrow-left';
import { type ReactNode, useContext, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { NavigationContext } from '../view.ts';

const useStyles = makeStyles({
  screen: { display: 'grid', rowGap: tokens.spacingVerticalL, gridTemplateColumns: 'minmax(0, 1fr)' },
  head: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS, flexWrap: 'wrap', minHeight: '32px' },
  title: { ...typographyStyles.title3, margin: 0, outline: 'none', overflowWrap: 'anywhere', minWidth: 0 },
  // The heading may shrink, its neighbours not.
  words: { flex: '1 1 200px', minWidth: 0 },
});

/** A screen: its one h1, which has the focus when one comes from another screen, and what belongs beside it. */
export function Screen(props: {
  title: string;
  onBack?: () => void;
  /** Beside the heading, such as a picture. */
  before?: ReactNode;
  /** At the end of the heading's row. */
  actions?: ReactNode;
  children: ReactNode;
}) {
  const styles = useStyles();
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  const arrival = useContext(NavigationContext)?.arrival;

  useEffect(() => {
    // When the page opens, Teams decides where the focus is.
    if (!arrival) return;
    // A screen is drawn anew when it is loaded: then only a focus that went with what was there before is taken back.
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (arrival.headingFocused && !lost) return;
    arrival.headingFocused = true;
    heading.current?.focus();
  }, [arrival]);

  return (
    <section className={styles.screen}>
      <header className={styles.head}>
        {props.onBack && (
          <Button
            appearance="subtle"
            icon={<ArrowLeft20Regular />}
            aria-label={t('back')}
            title={t('back')}
            onClick={props.onBack}
          />
        )}
        {props.before}
        <div className={styles.words}>
          <h1 ref={heading} tabIndex={-1} className={styles.title}>
            {props.title}
          </h1>
        </div>
        {props.actions}
      </header>
      {props.children}
    </section>
  );
}
