import { makeStyles, Subtitle1, Text, tokens } from '@fluentui/react-components';
import { PlugConnected48Regular } from '@fluentui/react-icons/svg/plug-connected';
import type { TryIt } from './api.ts';
import { TryItHint } from './try-it.tsx';

const useStyles = makeStyles({
  empty: {
    margin: 'auto',
    width: '100%',
    maxWidth: '520px',
    display: 'grid',
    justifyItems: 'center',
    rowGap: tokens.spacingVerticalM,
    textAlign: 'center',
  },
  icon: { color: tokens.colorBrandForeground1 },
  title: { margin: 0 },
  hint: {
    width: '100%',
    boxSizing: 'border-box',
    padding: '20px',
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow2,
    border: `1px solid ${tokens.colorTransparentStroke}`,
  },
});

/** A channel, or a chat, without posts: what to do about it. */
export function EmptyChannel({ tryIt, inChat }: { tryIt: TryIt | null; inChat: boolean }) {
  const styles = useStyles();
  return (
    <div className={styles.empty}>
      <PlugConnected48Regular className={styles.icon} aria-hidden />
      <Subtitle1 as="h2" className={styles.title}>
        {tryIt ? 'Post your first message' : 'No posts here yet'}
      </Subtitle1>
      {tryIt ? (
        <div className={styles.hint}>
          <TryItHint tryIt={tryIt} />
        </div>
      ) : (
        <Text align="center">
          {inChat
            ? 'What the bot has to say to you alone is posted here. You can also write to it.'
            : 'What a connection of this channel receives is posted here. You can also start a post yourself.'}
        </Text>
      )}
    </div>
  );
}
