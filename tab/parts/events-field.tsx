import { Checkbox, Link, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { EventChoice, FieldProblem, SettingValues } from '../../bot/api/contract.ts';
import { CheckboxList } from './checkbox-list.tsx';
import { fieldId } from './focus-problem.ts';
import { chosenOf, flagOf, initialValues, problemAt, toggled } from './setting-values.ts';

const useStyles = makeStyles({
  field: { display: 'grid', rowGap: tokens.spacingVerticalXS, gridTemplateColumns: 'minmax(0, 1fr)' },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalL },
});

/** Which of a connector's events are posted. */
export function EventsField(props: {
  events: readonly EventChoice[];
  values: SettingValues;
  onChange: (values: SettingValues) => void;
  problems: readonly FieldProblem[];
}) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { events, values, onChange, problems } = props;
  const ids = events.map(event => event.id);
  const everything = flagOf(values, 'everything');
  const chosen = chosenOf(values, 'events');
  const problem = problemAt(problems, 'settings.events') ?? problemAt(problems, 'settings.everything');
  const choose = (list: unknown) => onChange({ ...values, events: list });
  return (
    <div className={styles.field}>
      <CheckboxList
        id={fieldId('settings.events')}
        label={t('events.label', { chosen: everything ? ids.length : chosen.length, all: ids.length })}
        hint={t('events.hint')}
        {...(problem !== undefined && { validationMessage: problem })}
        choices={events.map(event => ({ value: event.id, label: event.name }))}
        chosen={everything ? ids : chosen}
        disabled={everything}
        onToggle={(id, on) => choose(toggled(ids, chosen, id, on))}
      />
      {!everything && (
        <div className={styles.actions}>
          <Link as="button" onClick={() => choose(ids)}>
            {t('events.all')}
          </Link>
          <Link as="button" onClick={() => choose([])}>
            {t('events.none')}
          </Link>
          <Link as="button" onClick={() => choose(initialValues([], events).events)}>
            {t('events.defaults')}
          </Link>
        </div>
      )}
      <Checkbox
        label={t('events.everything')}
        checked={everything}
        onChange={(_event, { checked }) => onChange({ ...values, everything: checked === true })}
      />
    </div>
  );
}
