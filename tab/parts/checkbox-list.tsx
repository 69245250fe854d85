import { Checkbox, Field, FieldContextProvider, makeStyles } from '@fluentui/react-components';

const useStyles = makeStyles({
  list: {
    display: 'grid',
    alignItems: 'start',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 220px), 1fr))',
  },
});

/** Some of a list. */
export function CheckboxList(props: {
  id: string;
  label: string;
  hint: string | null;
  required?: boolean;
  validationMessage?: string;
  disabled?: boolean;
  choices: readonly { value: string; label: string }[];
  chosen: readonly string[];
  onToggle: (value: string, on: boolean) => void;
}) {
  const styles = useStyles();
  const { id, choices, chosen, onToggle, disabled = false, ...about } = props;
  return (
    <Field {...about}>
      {({ 'aria-labelledby': labelledBy, 'aria-describedby': describedBy }) => (
        // biome-ignore lint/a11y/useSemanticElements: the Field names it, a fieldset would want a legend of its own
        <div
          id={id}
          role="group"
          aria-labelledby={labelledBy}
          aria-describedby={describedBy}
          tabIndex={-1}
          className={styles.list}
        >
          {/* Without it the Field would give each checkbox its own label and one and the same id. */}
          <FieldContextProvider value={undefined}>
            {choices.map(choice => (
              <Checkbox
                key={choice.value}
                label={choice.label}
                disabled={disabled}
                checked={chosen.includes(choice.value)}
                onChange={(_event, { checked }) => onToggle(choice.value, checked === true)}
              />
            ))}
          </FieldContextProvider>
        </div>
      )}
    </Field>
  );
}
