import { makeStyles, SearchBox, Text, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionPage } from '../../bot/api/contract.ts';
import { useChannel } from '../channel.ts';
import { LoadMore } from '../paging/load-more.tsx';
import { usePages } from '../paging/use-pages.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { LoadingRows } from '../parts/loading.tsx';
import { Screen } from '../parts/screen.tsx';
import { useNavigation } from '../view.ts';
import { ConnectionRow } from './connection-row.tsx';

const useStyles = makeStyles({
  search: { width: '100%', maxWidth: '360px' },
  list: {
    listStyle: 'none',
    margin: 0,
    padding: 0,
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
});

const connectionsOf = (page: ConnectionPage) => page.connections;

/** The channel's connections: to be searched, and to be managed. */
export default function ConfiguredScreen() {
  const styles = useStyles();
  const { t } = useTranslation('connections');
  const channel = useChannel();
  const navigation = useNavigation();
  const [typed, setTyped] = useState('');
  const search = useSettled(typed.trim());
  const query = new URLSearchParams({ limit: '50', ...(search && { search }) });
  const list = usePages(`/api/channels/${encodeURIComponent(channel.id)}/connections?${query}`, connectionsOf);
  const { items, loading, problem, next } = list;
  const { mayChange, whyNot = '', connections: total } = channel.view;
  const found = items.length === 0 && !loading && !problem;

  return (
    <Screen title={t('title')}>
      {(total > 0 || search !== '' || items.length > 0) && (
        <>
          <SearchBox
            className={styles.search}
            placeholder={t('search')}
            aria-label={t('search')}
            maxLength={100}
            value={typed}
            onChange={(_event, { value }) => setTyped(value)}
          />
          <Text size={200} role="status">
            {!loading && !problem && next === null && search !== '' && t('found', { count: items.length })}
            {search === '' && t('all', { count: Math.max(total, items.length) })}
          </Text>
        </>
      )}
      {items.length === 0 && loading && <LoadingRows />}
      {found && search !== '' && (
        <EmptyState
          title={t('notFound.title')}
          text={t('notFound.text', { search })}
          action={{ label: t('notFound.action'), onClick: () => setTyped('') }}
        />
      )}
      {found && search === '' && (
        <EmptyState
          title={t('empty.title')}
          text={mayChange ? t('empty.text') : t('empty.readerText', { whyNot })}
          action={{ label: t('empty.action'), onClick: () => navigation.open({ name: 'all' }) }}
        />
      )}
      {items.length > 0 && (
        <ul className={styles.list} aria-label={t('title')} aria-busy={loading === 'first'}>
          {items.map(connection => (
            <ConnectionRow
              key={connection.id}
              connection={connection}
              mayChange={mayChange}
              onManage={() => navigation.open({ name: 'connection', connectionId: connection.id, section: 'settings' })}
            />
          ))}
        </ul>
      )}
      <LoadMore list={list} />
    </Screen>
  );
}

/** What somebody types, once they pause. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), 250);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
