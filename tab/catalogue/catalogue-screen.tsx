import { Field, makeStyles, SearchBox, Select, tokens } from '@fluentui/react-components';
import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectorSummary, ConnectorList as ListOfConnectors } from '../../bot/api/contract.ts';
import { connectorsPath } from '../api/paths.ts';
import { useResource } from '../api/use-resource.ts';
import { useChannel } from '../channel.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { ProblemMessage } from '../parts/problem-message.tsx';
import { Screen } from '../parts/screen.tsx';
import { categoryName } from './category-name.ts';
import { ConnectorList } from './connector-list.tsx';
import { categoriesOf, findConnectors } from './connector-search.ts';
import { LoadingCatalogue } from './loading-catalogue.tsx';
import { RightsMessage } from './rights-message.tsx';

const useStyles = makeStyles({
  filters: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
  search: { flex: '2 1 220px', maxWidth: '420px' },
  box: { width: '100%', maxWidth: 'none' },
  category: { flex: '1 1 160px', maxWidth: '240px' },
});

/** The catalogue: everything, or what the organization published itself. */
export function CatalogueScreen({ only }: { only?: 'organization' }) {
  const { t } = useTranslation('catalogue');
  const { id } = useChannel();
  const list = useResource<ListOfConnectors>(connectorsPath(id));
  return (
    <Screen title={t(only ? 'publishedTitle' : 'allTitle')}>
      <RightsMessage />
      {list.state === 'loading' && <LoadingCatalogue />}
      {list.state === 'failed' && <ProblemMessage problem={list.problem} onRetry={list.reload} />}
      {list.state === 'ready' && (
        <Catalogue
          connectors={only ? list.data.connectors.filter(each => each.origin === only) : list.data.connectors}
          empty={
            only
              ? { title: t('nothingPublished.title'), text: t('nothingPublished.text') }
              : { title: t('nothingAtAll.title'), text: t('nothingAtAll.text') }
          }
        />
      )}
    </Screen>
  );
}

function Catalogue(props: { connectors: readonly ConnectorSummary[]; empty: { title: string; text: string } }) {
  const styles = useStyles();
  const { t } = useTranslation('catalogue');
  const { connectors, empty } = props;
  const [search, setSearch] = useState('');
  const [category, setCategory] = useState<string>();
  const typed = useDeferredValue(search);
  const found = useMemo(() => findConnectors(connectors, { search: typed, category }), [connectors, typed, category]);
  const categories = useMemo(() => categoriesOf(connectors), [connectors]);
  const count = found.offered.length + found.refused.length;

  if (connectors.length === 0) return <EmptyState {...empty} />;
  return (
    <>
      <search className={styles.filters}>
        <Field className={styles.search}>
          <SearchBox
            className={styles.box}
            aria-label={t('search')}
            placeholder={t('search')}
            value={search}
            onChange={(_event, data) => setSearch(data.value)}
          />
        </Field>
        <Field className={styles.category}>
          <Select
            aria-label={t('category')}
            value={category ?? ''}
            onChange={(_event, data) => setCategory(data.value || undefined)}
          >
            <option value="">{t('allCategories')}</option>
            {categories.map(each => (
              <option key={each} value={each}>
                {categoryName(t, each)}
              </option>
            ))}
          </Select>
        </Field>
      </search>
      <p role="status" className="visually-hidden">
        {typed !== '' || category ? t('found', { count }) : ''}
      </p>
      {count === 0 ? (
        <EmptyState
          title={t('notFound.title')}
          text={t('notFound.text')}
          action={{
            label: t('notFound.reset'),
            onClick: () => {
              setSearch('');
              setCategory(undefined);
            },
          }}
        />
      ) : (
        <ConnectorList found={found} unfolded={typed.trim() !== '' || found.offered.length === 0} />
      )}
    </>
  );
}
