import { Button, makeStyles, Text, Textarea, tokens } from '@fluentui/react-components';
import { Mention20Regular } from '@fluentui/react-icons/svg/mention';
import { Send20Regular } from '@fluentui/react-icons/svg/send';
import { type KeyboardEvent, useRef, useState } from 'react';
import { sendMessage } from './api.ts';
import { AppsMenu } from './apps-menu.tsx';
import { withMention } from './bot-mention.ts';
import { useHost } from './host/use-host.ts';
import { slashCommand } from './slash-command.ts';

const useStyles = makeStyles({
  box: {
    display: 'grid',
    rowGap: '4px',
    padding: '8px',
    borderRadius: tokens.borderRadiusXLarge,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  text: { border: 'none' },
  foot: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
  hint: {
    flex: '1 1 auto',
    minWidth: 0,
    color: tokens.colorNeutralForeground3,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  problem: { color: tokens.colorStatusDangerForeground1, padding: '0 12px' },
});

/** A box to write a post or a reply as the chosen person. Enter sends, Shift+Enter starts a line, Escape leaves. */
export function ComposeBox(props: {
  channelId: string;
  /** The post that is answered; a new post without it. */
  replyTo?: string;
  /** The box of a chat: it stays, and is empty again, when a message was sent. */
  inChat?: boolean;
  onDone: () => void;
}) {
  const styles = useStyles();
  const { channelId, replyTo, inChat = false, onDone } = props;
  const { user, locale, team, openBotDialog } = useHost();
  const { bot } = team;
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState('');
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const what = inChat ? 'message' : replyTo === undefined ? 'post' : 'reply';

  const runCommand = (commandId: string) => {
    setText('');
    openBotDialog({ from: 'message-extension', channelId, commandId });
  };

  const send = async () => {
    if (text.trim() === '' || sending) return;
    const command = bot.installed ? slashCommand(text) : undefined;
    if (command !== undefined) return runCommand(command);
    setSending(true);
    setProblem(undefined);
    try {
      await sendMessage({
        channelId,
        userId: user.id,
        locale,
        ...withMention(text, bot.name),
        ...(replyTo === undefined ? {} : { replyTo }),
      });
      setText('');
      onDone();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
    setSending(false);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      void send();
    } else if (event.key === 'Escape' && text.trim() === '' && !inChat) {
      onDone();
    }
  };

  const mentionBot = () => {
    setText(`${text}${text === '' || text.endsWith(' ') ? '' : ' '}@${bot.name} `);
    field.current?.focus();
  };

  return (
    <div className={styles.box}>
      <Textarea
        className={styles.text}
        appearance="filled-lighter"
        resize="vertical"
        rows={replyTo === undefined && !inChat ? 3 : 1}
        autoFocus={!inChat}
        textarea={{ ref: field }}
        value={text}
        placeholder={replyTo === undefined ? 'Type a message' : 'Reply'}
        aria-label={`Write a ${what} as ${user.name}`}
        onChange={(_event, data) => setText(data.value)}
        onKeyDown={onKeyDown}
      />
      {problem !== undefined && (
        <Text role="alert" className={styles.problem}>
          {problem}
        </Text>
      )}
      <div className={styles.foot}>
        {bot.installed && !inChat && (
          <Button
            appearance="subtle"
            icon={<Mention20Regular />}
            aria-label={`Mention ${bot.name}`}
            title={`Mention ${bot.name}`}
            onClick={mentionBot}
          />
        )}
        {bot.installed && <AppsMenu onCommand={runCommand} />}
        <Text size={200} className={styles.hint}>
          as {user.name}
        </Text>
        {!inChat && (
          <Button appearance="subtle" onClick={onDone}>
            Cancel
          </Button>
        )}
        <Button
          appearance="primary"
          icon={<Send20Regular />}
          disabledFocusable={text.trim() === '' || sending}
          onClick={send}
        >
          {inChat ? 'Send' : replyTo === undefined ? 'Post' : 'Reply'}
        </Button>
      </div>
    </div>
  );
}
