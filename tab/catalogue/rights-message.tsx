import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useChannel } from '../channel.ts';

/** Why one cannot add anything here, and what to do about it; nothing where one can. */
export function RightsMessage() {
  const { t } = useTranslation('catalogue');
  const { view } = useChannel();
  if (!view.connectorsEnabled) {
    return (
      <MessageBar intent="warning" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>{t('switchedOff')}</MessageBarTitle> {view.connectorsEnabledReason}
        </MessageBarBody>
      </MessageBar>
    );
  }
  if (view.mayChange) return null;
  return (
    <MessageBar intent="info" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{t('mayNotChange')}</MessageBarTitle> {view.whyNot}
      </MessageBarBody>
    </MessageBar>
  );
}
