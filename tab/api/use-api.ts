import { createContext, useContext } from 'react';
import type { Api } from './client.ts';
import type { KeptAnswers } from './kept-answers.ts';

export interface ApiAccess {
  api: Api;
  kept: KeptAnswers;
}

export const ApiContext = createContext<ApiAccess | undefined>(undefined);

export function useApiAccess(): ApiAccess {
  const access = useContext(ApiContext);
  if (!access) throw new Error('There is no API above this component.');
  return access;
}

/** The service's API, for what people do. What a screen shows is read with `useResource`. */
export function useApi(): Api {
  return useApiAccess().api;
}
