import { Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { FieldProblem } from '../../bot/api/contract.ts';
import { ConnectorPicture } from './connector-picture.tsx';
import { fieldId } from './focus-problem.ts';
import { problemAt } from './setting-values.ts';

const useStyles = makeStyles({
  picture: { display: 'flex', alignItems: 'flex-start', gap: tokens.spacingHorizontalM },
  field: { flex: '1 1 auto', minWidth: 0 },
  // On the line of the input, under its label.
  preview: { marginTop: '22px', display: 'inline-flex' },
});

/** What every connection has: the name and the picture that stand at the head of its cards. */
export function NameAndPicture(props: {
  name: string;
  pictureUrl: string;
  /** Of the connector: shown where there is no picture. */
  icon: string | null;
  onChange: (changed: { name: string; pictureUrl: string }) => void;
  problems: readonly FieldProblem[];
}) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { name, pictureUrl, icon, onChange, problems } = props;
  const nameProblem = problemAt(problems, 'name');
  const pictureProblem = problemAt(problems, 'pictureUrl');
  const shown = /^https:\/\/[^/]/.test(pictureUrl.trim()) ? pictureUrl.trim() : null;
  return (
    <>
      <Field
        label={t('name.label')}
        hint={t('name.hint')}
        required
        {...(nameProblem !== undefined && { validationMessage: nameProblem })}
      >
        <Input
          id={fieldId('name')}
          value={name}
          maxLength={100}
          autoComplete="off"
          onChange={(_event, data) => onChange({ name: data.value, pictureUrl })}
        />
      </Field>
      <div className={styles.picture}>
        <Field
          className={styles.field}
          label={t('picture.label')}
          hint={t('picture.hint')}
          {...(pictureProblem !== undefined && { validationMessage: pictureProblem })}
        >
          <Input
            id={fieldId('pictureUrl')}
            type="url"
            inputMode="url"
            value={pictureUrl}
            placeholder="https://"
            maxLength={2000}
            autoComplete="off"
            onChange={(_event, data) => onChange({ name, pictureUrl: data.value })}
          />
        </Field>
        <span className={styles.preview}>
          <ConnectorPicture icon={icon} name={name} pictureUrl={shown} size={32} />
        </span>
      </div>
    </>
  );
}
