import { Checkbox, Field, Input, makeStyles, Textarea, tokens } from '@fluentui/react-components';
import type { EventChoice, FieldProblem, SettingField, SettingValues } from '../../bot/api/contract.ts';
import { CheckboxList } from './checkbox-list.tsx';
import { EventsField } from './events-field.tsx';
import { fieldId } from './focus-problem.ts';
import { chosenOf, flagOf, problemAt, textOf, toggled } from './setting-values.ts';

const useStyles = makeStyles({
  fields: { display: 'grid', rowGap: tokens.spacingVerticalL, gridTemplateColumns: 'minmax(0, 1fr)' },
  patterns: { fontFamily: tokens.fontFamilyMonospace },
});

export interface SettingsFormProps {
  settings: readonly SettingField[];
  events: readonly EventChoice[];
  /** By ids; see setting-values.ts for where they come from and where they go. */
  values: SettingValues;
  onChange: (values: SettingValues) => void;
  /** Of the whole request: those of fields named `settings.…` are shown here. */
  problems: readonly FieldProblem[];
}

/** The fields of a connector's settings, drawn from its descriptor. */
export function SettingsForm({ settings, events, values, onChange, problems }: SettingsFormProps) {
  const styles = useStyles();
  return (
    <div className={styles.fields}>
      {settings.map(setting => (
        <SettingControl
          key={setting.id}
          setting={setting}
          values={values}
          onChange={value => onChange({ ...values, [setting.id]: value })}
          problem={problemAt(problems, `settings.${setting.id}`)}
        />
      ))}
      {events.length > 0 && <EventsField events={events} values={values} onChange={onChange} problems={problems} />}
    </div>
  );
}

function SettingControl(props: {
  setting: SettingField;
  values: SettingValues;
  onChange: (value: unknown) => void;
  problem: string | undefined;
}) {
  const { setting, values, onChange, problem } = props;
  const id = fieldId(`settings.${setting.id}`);
  const styles = useStyles();
  const text = textOf(values, setting.id);
  const about = {
    label: setting.label,
    hint: setting.hint,
    required: setting.required,
    ...(problem !== undefined && { validationMessage: problem }),
  };
  switch (setting.type) {
    case 'flag':
      return (
        <Field hint={about.hint} {...(problem !== undefined && { validationMessage: problem })}>
          <Checkbox
            id={id}
            label={setting.label}
            checked={flagOf(values, setting.id)}
            onChange={(_event, { checked }) => onChange(checked === true)}
          />
        </Field>
      );
    case 'choices': {
      const choices = setting.choices ?? [];
      const chosen = chosenOf(values, setting.id);
      return (
        <CheckboxList
          {...about}
          id={id}
          choices={choices}
          chosen={chosen}
          onToggle={(value, on) =>
            onChange(
              toggled(
                choices.map(choice => choice.value),
                chosen,
                value,
                on,
              ),
            )
          }
        />
      );
    }
    case 'patterns':
      return (
        <Field {...about}>
          <Textarea
            id={id}
            textarea={{ className: styles.patterns }}
            value={text}
            resize="vertical"
            rows={3}
            spellCheck={false}
            onChange={(_event, data) => onChange(data.value)}
          />
        </Field>
      );
    default:
      return (
        <Field {...about}>
          <Input
            id={id}
            value={text}
            onChange={(_event, data) => onChange(data.value)}
            onFocus={event => {
              // What stands for a secret is replaced as a whole, not typed into.
              if (setting.type === 'secret') event.currentTarget.select();
            }}
            {...inputOf(setting)}
          />
        </Field>
      );
  }
}

/** What keyboards, browsers and password keepers are to know of a field. */
function inputOf(setting: SettingField) {
  switch (setting.type) {
    case 'secret':
      return { type: 'password', autoComplete: 'new-password', spellCheck: false } as const;
    case 'url':
      return { type: 'url', inputMode: 'url', autoComplete: 'off', placeholder: 'https://' } as const;
    case 'number':
      return { inputMode: 'decimal', autoComplete: 'off' } as const;
    default:
      return { autoComplete: 'off', ...(setting.maxLength !== undefined && { maxLength: setting.maxLength }) } as const;
  }
}
