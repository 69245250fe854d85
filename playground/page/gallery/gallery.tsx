import { FluentProvider, Link, makeStyles, Select, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { type ThemeName, themeNames, themeOf } from '../../../tab/card/teams-theme.ts';
import type { GalleryGroup, GallerySample } from './cards.ts';
import { DrawnCard } from './drawn-card.tsx';

const useStyles = makeStyles({
  page: {
    minHeight: '100vh',
    padding: '24px',
    boxSizing: 'border-box',
    backgroundColor: tokens.colorNeutralBackground3,
  },
  head: { display: 'flex', flexWrap: 'wrap', gap: '8px 16px', alignItems: 'center', marginBottom: '24px' },
  group: { marginBottom: '40px' },
  samples: { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 400px), 560px))', gap: '24px' },
  sample: { minWidth: 0, display: 'flex', flexDirection: 'column', gap: '6px' },
  about: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

/** All cards that were put into the page, by connector, in a theme and a language of choice. */
export function Gallery({ groups }: { groups: GalleryGroup[] }) {
  const styles = useStyles();
  const languages = [...new Set(groups.flatMap(group => group.samples.map(sample => sample.language)))];
  const [theme, setTheme] = useState<ThemeName>('default');
  const [language, setLanguage] = useState(languages[0] ?? 'en');
  return (
    <FluentProvider theme={themeOf(theme)}>
      <main className={styles.page}>
        <header className={styles.head}>
          {groups.map(({ id, name }) => (
            <Link key={id} href={`#${id}`}>
              {name}
            </Link>
          ))}
          <Choice name="Language" of={languages} chosen={language} onChoice={setLanguage} />
          <Choice name="Theme" of={themeNames} chosen={theme} onChoice={setTheme} />
        </header>
        {groups.map(({ id, name, samples }) => (
          <section key={id} id={id} className={styles.group}>
            <Text as="h2" size={600} weight="semibold">
              {name}
            </Text>
            <div className={styles.samples}>
              {samples
                .filter(sample => sample.language === language)
                .map(sample => (
                  <Sample key={sample.name} sample={sample} />
                ))}
            </div>
          </section>
        ))}
      </main>
    </FluentProvider>
  );
}

function Sample({ sample }: { sample: GallerySample }) {
  const styles = useStyles();
  return (
    <article className={styles.sample} data-sample={sample.name}>
      <span className={styles.about}>
        {sample.name} · {sample.about}
      </span>
      {/* Nothing of a sample has an id of its own, but samples and their cards never change places. */}
      {sample.cards.map((card, index) => (
        <DrawnCard key={`${sample.name} ${index.toString()}`} card={card} />
      ))}
    </article>
  );
}

function Choice<Name extends string>(props: {
  name: string;
  of: readonly Name[];
  chosen: Name;
  onChoice: (name: Name) => void;
}) {
  return (
    <Select
      aria-label={props.name}
      value={props.chosen}
      onChange={(_, { value }) => {
        const chosen = props.of.find(name => name === value);
        if (chosen !== undefined) props.onChoice(chosen);
      }}
    >
      {props.of.map(name => (
        <option key={name}>{name}</option>
      ))}
    </Select>
  );
}
