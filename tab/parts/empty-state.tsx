import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({
  frame: {
    display: 'grid',
    justifyItems: 'center',
    rowGap: tokens.spacingVerticalS,
    maxWidth: '440px',
    margin: '0 auto',
    padding: `${tokens.spacingVerticalXXXL} ${tokens.spacingHorizontalL}`,
    textAlign: 'center',
  },
  text: { color: tokens.colorNeutralForeground2, marginBottom: tokens.spacingVerticalS },
});

/** Says why there is nothing, and what to do about it. */
export function EmptyState(props: { title: string; text: string; action?: { label: string; onClick: () => void } }) {
  const styles = useStyles();
  return (
    <div className={styles.frame}>
      <Text as="h2" size={400} weight="semibold" block style={{ margin: 0 }}>
        {props.title}
      </Text>
      <Text className={styles.text}>{props.text}</Text>
      {props.action && (
        <Button appearance="primary" onClick={props.action.onClick}>
          {props.action.label}
        </Button>
      )}
    </div>
  );
}
