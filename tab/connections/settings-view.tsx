import { MessageBar, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionDetail, ConnectorDetail, SettingField, SettingValues } from '../../bot/api/contract.ts';
import { Facts } from '../parts/facts.tsx';
import { chosenOf, flagOf, textOf } from '../parts/setting-values.ts';

const useStyles = makeStyles({
  stack: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', rowGap: tokens.spacingVerticalL },
  lines: { whiteSpace: 'pre-line' },
});

/** What is set of a connection, for those who may not change it. A secret is never among it. */
export function SettingsView(props: {
  connection: ConnectionDetail;
  connector: ConnectorDetail;
  whyNot?: string | undefined;
}) {
  const styles = useStyles();
  const { t } = useTranslation('connections');
  const { connection, connector, whyNot } = props;
  const { settings: values } = connection;
  const words = {
    none: t('settings.none'),
    yes: t('settings.yes'),
    no: t('settings.no'),
    set: t('settings.secretSet'),
  };
  const shown = (text: string) => <span className={styles.lines}>{text}</span>;
  const facts: [string, ReactNode][] = [[t('settings.name'), connection.name]];
  if (connection.pictureUrl) facts.push([t('settings.picture'), connection.pictureUrl]);
  for (const field of connector.settings) facts.push([field.label, shown(valueText(field, values, words))]);
  if (connector.events.length > 0)
    facts.push([t('settings.events'), shown(eventsText(connector, values, t('settings.everything')) || words.none)]);
  if (connection.connectorVersion !== null) facts.push([t('settings.version'), connection.connectorVersion]);
  return (
    <div className={styles.stack}>
      <MessageBar intent="info" layout="multiline">
        <MessageBarBody>
          {t('settings.mayNot')} {whyNot}
        </MessageBarBody>
      </MessageBar>
      <Facts facts={facts} />
    </div>
  );
}

function valueText(
  { type, id, choices = [] }: SettingField,
  values: SettingValues,
  words: { none: string; yes: string; no: string; set: string },
): string {
  switch (type) {
    case 'flag':
      return flagOf(values, id) ? words.yes : words.no;
    case 'secret':
      return textOf(values, id) === '' ? words.none : words.set;
    case 'choices': {
      const chosen = new Set(chosenOf(values, id));
      const labels = choices.filter(({ value }) => chosen.has(value)).map(({ label }) => label);
      return labels.join('\n') || words.none;
    }
    default:
      return textOf(values, id) || words.none;
  }
}

function eventsText({ events }: ConnectorDetail, values: SettingValues, everything: string): string {
  if (flagOf(values, 'everything')) return everything;
  const chosen = new Set(chosenOf(values, 'events'));
  return events
    .filter(({ id }) => chosen.has(id))
    .map(({ name }) => name)
    .join('\n');
}
